package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import java.nio.file.Path;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that a descriptor names by the settings that hold them. */
class OwnCredentialTest {

    private static final Map<String, String> SECRETS =
            Map.of("SHOP_TOKEN", "s3cret-token", "SHOP_KEY", "s3cret-key", "UPSTREAM_USERNAME", "ada");

    @TempDir
    private Path folder = Path.of("");

    private String file(String auth) {
        return TestUpstream.file(folder, """
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: %s
                read: { method: GET, path: "{type}/{id}" }
                """.formatted(auth)).toString();
    }

    @Test
    void refusesToStartWithoutTheSettingThatItNames() {
        assertThatThrownBy(() -> TestUpstream.of(
                                file(
                                        "{ kind: bearer, secret: SHOP_TOKEN, also: [{ header: X-Key, secret: SHOP_KEY }] }"),
                                Map.of(),
                                _ -> json(200, "{}"))
                        .close())
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.toMap().toString())
                                .contains("SHOP_TOKEN: is not set; own.yaml:4: auth.secret takes a secret from it")
                                .contains("SHOP_KEY: is not set; own.yaml:4: auth.also[0].secret"));
    }

    @Test
    void refusesToStartWithAnExtensionThatIsNotThere() {
        assertThatThrownBy(() -> TestUpstream.of(
                                file("{ kind: none }\nuse: { customizer: no-such }"), Map.of(), _ -> json(200, "{}"))
                        .close())
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.toMap().toString()).contains("own.yaml:5: use", "no-such"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ kind: bearer, secret: SHOP_TOKEN } | Authorization | Bearer s3cret-token",
                "{ kind: bearer, scheme: Token, secret: SHOP_TOKEN } | Authorization | Token s3cret-token",
                "{ kind: basic, secret: SHOP_TOKEN } | Authorization | Basic YWRhOnMzY3JldC10b2tlbg==",
                "{ kind: headers, also: [{ header: X-Key, secret: SHOP_KEY }] } | X-Key | s3cret-key",
                "{ kind: bearer, also: [{ header: X-Tenant, value: acme }] } | X-Tenant | acme"
            })
    void showsWhatItNames(String auth, String header, String value) {
        try (TestUpstream up = TestUpstream.of(file(auth), SECRETS, _ -> json(200, "{\"id\":7}"))) {
            up.records().get(up.scope(), new RecordType("things"), new RecordId("7"));

            assertThat(up.lastRequest().headers()).containsEntry(header, value);
            assertThat(up.upstream.needsCredential()).isEqualTo(auth.contains("acme"));
        }
    }

    @Test
    void showsNoTokenBesideHeadersThatAreEnough() {
        try (TestUpstream up = TestUpstream.of(
                file("{ kind: headers, also: [{ header: X-Key, secret: SHOP_KEY }] }"),
                SECRETS,
                _ -> json(200, "{\"id\":7}"))) {
            up.records().get(up.scope(), new RecordType("things"), new RecordId("7"));

            assertThat(up.lastRequest().headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void keepsBackAnErrorThatRepeatsOneOfThem() {
        try (TestUpstream up = TestUpstream.of(
                file("{ kind: headers, also: [{ header: X-Key, secret: SHOP_KEY }] }"),
                SECRETS,
                _ -> json(400, "{\"message\":\"unknown key s3cret-key\"}"))) {
            McpServerException failure =
                    up.failureOf(scope -> up.records().get(scope, new RecordType("things"), new RecordId("7")));

            assertThat(failure.toMap().toString()).doesNotContain("s3cret");
        }
    }
}
