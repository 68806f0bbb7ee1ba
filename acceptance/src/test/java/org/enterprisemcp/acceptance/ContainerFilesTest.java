package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
