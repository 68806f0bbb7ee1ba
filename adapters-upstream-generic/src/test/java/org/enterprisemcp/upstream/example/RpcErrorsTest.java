package org.enterprisemcp.upstream.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.upstream.generic.GenericUpstreamProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The classifier of docs/extending.md, and how a descriptor chooses extensions. */
@Timeout(20)
class RpcErrorsTest {

    @TempDir
    private Path folder;

    @Test
    void anUnknownNameStopsTheStartAndListsTheKnownOnes() {
        assertThatThrownBy(() -> upstream("{ customizer: sap-crsf, classifier: rpc }", "http://127.0.0.1:1/"))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        unusable -> assertThat(unusable.problems())
                                .containsExactly(
                                        "own.yaml:5: use.customizer: there is no customizer sap-crsf; known are sap-csrf",
                                        "own.yaml:5: use.classifier: there is no classifier rpc; known are rpc-errors, sap-csrf"));
    }

    @Test
    void anUnknownFieldOfUseIsRefused() {
        assertThatThrownBy(() -> upstream("{ filter: x }", "http://127.0.0.1:1/"))
                .hasMessageContaining("own.yaml:5: use.filter");
    }

    @Test
    void findsTheErrorInsideTheSuccess() {
        String answer = "{\"error\":{\"name\":\"odoo.exceptions.%s\",\"message\":\"Said so\"}}";

        assertThat(failure(LoopbackServer.json(200, answer.formatted("MissingError")))
                        .code())
                .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        McpServerException forbidden = failure(LoopbackServer.json(200, answer.formatted("AccessError")));
        assertThat(forbidden.code()).isEqualTo(ErrorCode.PERMISSION);
        assertThat(forbidden.safeMessage()).contains("Said so");
    }

    @Test
    void takesALoginPageForAnEndedSession() {
        assertThat(failure(LoopbackServer.html(200, "<form>Sign in</form>")).code())
                .isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void letsARecordPass() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "{\"id\":\"1\"}"));
                Upstream upstream = upstream("{ classifier: rpc-errors }", server.baseUrl())) {
            assertThat(upstream.records()
                            .get(scope(upstream), new RecordType("partner"), new RecordId("1"))
                            .value()
                            .fields()
                            .values())
                    .isEqualTo(Map.of("id", "1"));
        }
    }

    private McpServerException failure(Reply reply) {
        try (LoopbackServer server = new LoopbackServer(_ -> reply);
                Upstream upstream = upstream("{ classifier: rpc-errors }", server.baseUrl())) {
            upstream.records().get(scope(upstream), new RecordType("partner"), new RecordId("1"));
            throw new AssertionError("the call succeeded");
        } catch (McpServerException failure) {
            return failure;
        }
    }

    private Upstream upstream(String use, String url) {
        try {
            Path descriptor = Files.writeString(folder.resolve("own.yaml"), """
                    descriptor: 1
                    name: own
                    baseUrl: "http://127.0.0.1:1/"
                    auth: { kind: bearer }
                    use: %s
                    read: { method: GET, path: "{type}/{id}" }
                    """.formatted(use));
            Map<String, String> settings =
                    Map.of("UPSTREAM_DESCRIPTOR", descriptor.toString(), "UPSTREAM_API_BASE_URL", url);
            return new GenericUpstreamProvider()
                    .create(name -> Optional.ofNullable(settings.get(name)), Clock.systemUTC());
        } catch (IOException noFolder) {
            throw new AssertionError(noFolder);
        }
    }

    private static CallScope scope(Upstream upstream) {
        return new CallScope(
                new Target(Optional.empty(), upstream.defaultBaseUrl().orElseThrow()),
                new UpstreamToken.Bearer(new Secret("t0ken")),
                Clock.systemUTC().instant().plus(Duration.ofSeconds(20)));
    }
}
