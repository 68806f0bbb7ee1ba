package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;

/** The files that no test here can hand to a container engine say nothing that the product does not know. */
class ContainerFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> KNOWN =
            Arrays.stream(EnvironmentKey.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    @Test
    void composeSetsNoVariableThatTheProductDoesNotKnow() throws Exception {
        JsonNode services = compose();
        assertThat(services.path("server").path("environment").properties())
                .isNotEmpty()
                .allMatch(setting -> KNOWN.contains(setting.getKey()));
        assertThat(services.path("redis").path("profiles").path(0).asText()).isEqualTo("redis");
    }

    @Test
    void composePublishesThePortThatTheServerListensOnToThisMachineOnly() throws Exception {
        JsonNode server = compose().path("server");
        String port = server.path("environment").path("MCP_PORT").asText();
        assertThat(server.path("ports").path(0).asText()).isEqualTo("127.0.0.1:" + port + ":" + port);
        assertThat(server.path("read_only").asBoolean()).isTrue();
    }

    @Test
    void dockerfileAndJibAgreeOnSettingsUserPortAndEntryPoint() throws Exception {
        String docker = Files.readString(ROOT.resolve("deploy/Dockerfile"));
        String jib = Files.readString(ROOT.resolve("deploy/image/pom.xml"));
        Set<String> settings =
                all(docker.lines().filter(line -> line.startsWith("ENV ")).toList(), "([A-Z_]+)=");
        assertThat(settings).isNotEmpty().isSubsetOf(KNOWN);
        assertThat(all(List.of(jib), "<(MCP_[A-Z_]+)>")).isEqualTo(settings);
        assertThat(docker).contains("USER 65532:65532", "EXPOSE 8000", "CMD [\"/opt/enterprise-mcp/health\"]");
        assertThat(jib).contains("<user>65532:65532</user>", "<port>8000</port>");
        List<String> entry =
                docker.lines().filter(line -> line.startsWith("ENTRYPOINT ")).toList();
        assertThat(all(entry, "\"([^\"]+)\"")).isEqualTo(all(List.of(jib), "<arg>([^<]+)</arg>"));
    }

    @Test
    void theHealthCheckFindsNothingGoodInAPortWhereNobodyListensOrNobodyAnswers() throws Exception {
        try (LoopbackServer silent = new LoopbackServer(request -> LoopbackServer.hangUp())) {
            assertThat(health(URI.create(silent.baseUrl()).getPort())).isNotZero();
        }
        assertThat(health(OAuthProduct.freePort())).isNotZero();
    }

    @Test
    void theHealthCheckFindsAServerHealthyWhileItServes() throws Exception {
        try (PlainSandbox sandbox = PlainSandbox.start()) {
            Product product = new Product(sandbox);
            int port = URI.create(product.base()).getPort();
            assertThat(health(port)).isZero();
            product.close();
            assertThat(health(port)).isNotZero();
        }
    }

    /** The exit status of the image's health check, which is told the port as the server is. */
    private static int health(int port) throws Exception {
        ProcessBuilder check =
                new ProcessBuilder(ROOT.resolve("deploy/container/health").toString());
        check.environment().put("MCP_PORT", String.valueOf(port));
        return check.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void noBaseOfTheImageIsWhateverCameLast() throws Exception {
        String docker = Files.readString(ROOT.resolve("deploy/Dockerfile"));
        Set<String> bases = all(List.of(docker), "ARG [A-Z]+_IMAGE=(\\S+)");
        assertThat(bases).hasSize(2).allMatch(base -> base.matches("[a-z-]+:[a-z0-9.-]+"));
        assertThat(bases).noneMatch(base -> base.endsWith(":latest"));
        assertThat(all(List.of(docker), "(?m)^FROM (\\S+)")).allMatch(from -> from.matches("\\$\\{[A-Z]+_IMAGE}"));
    }

    @Test
    void everyScriptThatTheDockerfileCallsIsThereAndMayBeRun() throws Exception {
        Set<String> scripts = all(List.of(Files.readString(ROOT.resolve("deploy/Dockerfile"))), "RUN (deploy/[^ ]+)");
        assertThat(scripts).isNotEmpty().allMatch(script -> Files.isExecutable(ROOT.resolve(script)));
        assertThat(Files.readString(ROOT.resolve("deploy/container/health"))).contains("GET /health/live ");
    }

    private static JsonNode compose() throws Exception {
        return new YAMLMapper().readTree(ROOT.resolve("compose.yaml").toFile()).path("services");
    }

    private static Set<String> all(List<String> texts, String pattern) {
        Set<String> found = new TreeSet<>();
        for (String text : texts) {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }
}
