package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** No Bicep compiler is to be had in this build; so the templates are compared with the product and with themselves. */
class AzureTemplateTest {

    private static final Path FOLDER = Checkout.ROOT.resolve("deploy/azure");
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            "COLLECTOR_CONFIG",
            "PORT",
            "WEBSITES_PORT",
            "WEBSITE_WARMUP_PATH",
            "WEBSITE_WARMUP_STATUSES");
    private static final Pattern SETTING = Pattern.compile(
            "(?m)(?:^\\s*|\\{\\s*|,\\s*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):|name: '([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'");
    private static final Pattern NAMED_IN_SHELL = Pattern.compile("\\$\\{([A-Z_]+)|export ([A-Z_]+)=");
    private static final Pattern DECLARED = Pattern.compile("(?m)^(?:param|var|resource|module) (\\w+)");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^param (\\w+)[^=\\n]*(=)?");
    private static final Pattern OUTPUT = Pattern.compile("(?m)^output (\\w+) ");
    private static final Pattern MODULE =
            Pattern.compile("(?ms)^module (\\w+) '([^']+)'.*?^  params: \\{\\n(.*?)^  \\}\\n\\}");
    private static final Pattern PROBE =
            Pattern.compile("type: '(\\w+)'\\s+httpGet: \\{\\s+path: '([^']+)'\\s+port: port\\n");
    /** What the resource provider takes at most, by its own type descriptions. */
    private static final Map<String, Integer> BOUNDS =
            Map.of("failureThreshold", 10, "periodSeconds", 240, "timeoutSeconds", 240);

    private static final Pattern SECRET = Pattern.compile("(?i)\\w*(?:secret|password|signingkey)");

    @Test
    void aSettingThatTheProductDoesNotKnowIsInNoTemplate() {
        for (Path file : templates()) {
            assertThat(SETTING.matcher(code(file)).results().map(AzureTemplateTest::group))
                    .as(file.toString())
                    .allSatisfy(AzureTemplateTest::isKnown);
        }
        assertThat(NAMED_IN_SHELL
                        .matcher(Checkout.read(FOLDER.resolve("startup.sh")))
                        .results()
                        .map(AzureTemplateTest::group))
                .isNotEmpty()
                .allSatisfy(AzureTemplateTest::isKnown);
        assertThat(code(FOLDER.resolve("main.bicep"))).contains("MCP_TRANSPORT", "UPSTREAM_OAUTH_CLIENT_ID");
    }

    @Test
    void aSecretHasNoDefaultAndIsNeverAPlainParameterOrAnInlineSecret() {
        for (Path file : templates()) {
            String code = code(file);
            PARAMETER.matcher(code).results().forEach(parameter -> {
                String name = parameter.group(1);
                if (SECRET.matcher(name).matches()) {
                    assertThat(code.substring(0, parameter.start()))
                            .as(file + ": " + name)
                            .endsWith("@secure()\n");
                    assertThat(parameter.group(2)).as(file + ": " + name).isNull();
                }
            });
            assertThat(code).as(file.toString()).doesNotContain("br/public", "adminUserEnabled: true");
        }
        String app = code(FOLDER.resolve("modules/containerapp.bicep"));
        String secrets = app.substring(app.indexOf("secrets: ["), app.indexOf("template: {"));
        assertThat(secrets).contains("keyVaultUrl: ", "identity: ").doesNotContain("value:");
        Arrays.stream(EnvironmentKey.values())
                .filter(EnvironmentKey::secret)
                .forEach(key -> assertThat(app).doesNotContainPattern("name: '" + key + "'\\s+value:"));
        assertThat(Checkout.read(FOLDER.resolve("main.parameters.json"))).doesNotContain("SECRET", "SIGNING_KEY");
    }

    @Test
    void bracketsAndQuotesAreBalancedAndEveryResourceNamesItsApiVersion() {
        for (Path file : templates()) {
            assertThat(unbalanced(code(file))).as(file.toString()).isEmpty();
            assertThat(Checkout.read(file).lines().filter(line -> line.startsWith("resource ")))
                    .as(file.toString())
                    .allSatisfy(line -> assertThat(line)
                            .matches(
                                    "resource \\w+ 'Microsoft\\.[A-Za-z]+(/[A-Za-z]+)+@\\d{4}-\\d\\d-\\d\\d(-preview)?'"
                                            + "( existing)? = (if \\(\\w+\\) )?\\{"));
        }
        assertThat(unbalanced("a: [ 'x' }")).isNotEmpty();
        assertThat(unbalanced("a: 'x")).isNotEmpty();
    }

    @Test
    void everyParameterIsUsedAndEveryModuleGetsWhatItAsksFor() {
        for (Path file : templates()) {
            String code = code(file);
            names(PARAMETER, code)
                    .forEach(name -> assertThat(code.split("\\b" + name + "\\b", -1).length)
                            .as(file + " uses " + name)
                            .isGreaterThan(2));
        }
        String main = code(FOLDER.resolve("main.bicep"));
        Set<String> declared = names(DECLARED, main);
        List<MatchResult> modules = MODULE.matcher(main).results().toList();
        assertThat(modules).hasSize((int)
                main.lines().filter(line -> line.startsWith("module ")).count());
        for (MatchResult module : modules) {
            Path file = FOLDER.resolve(module.group(2));
            assertThat(file).isRegularFile();
            Set<String> given = names(Pattern.compile("(?m)^    (\\w+):"), module.group(3));
            assertThat(given).as(module.group(1)).isEqualTo(names(PARAMETER, code(file)));
            assertThat(names(Pattern.compile("(?m): (?!true|false)([a-z]\\w*)"), module.group(3)))
                    .as(module.group(1))
                    .isSubsetOf(declared);
            Set<String> outputs = names(OUTPUT, code(file));
            assertThat(names(Pattern.compile("\\b" + module.group(1) + "!?\\.outputs\\.(\\w+)"), main))
                    .as(module.group(1))
                    .isSubsetOf(outputs);
        }
    }

    @Test
    void theParameterFileNamesOnlyParametersAndAzdFindsItsOutputs() throws IOException {
        String main = code(FOLDER.resolve("main.bicep"));
        Set<String> given = new HashSet<>();
        new ObjectMapper()
                .readTree(Files.readString(FOLDER.resolve("main.parameters.json")))
                .get("parameters")
                .fieldNames()
                .forEachRemaining(given::add);
        assertThat(given).isNotEmpty().isSubsetOf(names(PARAMETER, main));
        assertThat(names(OUTPUT, main)).contains("AZURE_LOCATION", "AZURE_TENANT_ID", "EMCP_URL");
        assertThat(main).contains("'azd-env-name': environmentName");
        assertThat(Checkout.read(Checkout.ROOT.resolve("azure.yaml")).lines().map(String::strip))
                .contains("path: deploy/azure", "module: main", "provider: bicep");
    }

    @Test
    void aProbeThatThePlatformWouldRefuseOrNobodyAnswersIsInNoTemplate() {
        String app = code(FOLDER.resolve("modules/containerapp.bicep"));
        Map<String, String> probes = PROBE.matcher(app)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(probes).containsOnlyKeys("Startup", "Liveness", "Readiness");
        assertThat(probes.values()).doesNotHaveDuplicates();
        BOUNDS.forEach((name, most) -> assertThat(Pattern.compile(name + ": (\\d+)")
                        .matcher(app)
                        .results()
                        .map(found -> Integer.valueOf(found.group(1))))
                .as(name)
                .isNotEmpty()
                .allSatisfy(number -> assertThat(number).isBetween(1, most)));

        Set<String> paths = new HashSet<>(probes.values());
        String service = code(FOLDER.resolve("modules/appservice.bicep"));
        Set<String> ofTheService =
                names(Pattern.compile("(?:healthCheckPath|WEBSITE_WARMUP_PATH): '([^']+)'"), service);
        assertThat(ofTheService).containsExactly(probes.get("Readiness"));
        paths.addAll(ofTheService);
        try (Application server = Application.start(
                Environment.of(Map.of("UPSTREAM_API_BASE_URL", "http://127.0.0.1:9/", "MCP_PORT", "0")))) {
            // A platform asks by the address of the pod, and knows the server's name as little as its key.
            RawHttp platform = new RawHttp(server.port());
            assertThat(platform.send("GET", "/health/nothing", Map.of(), new byte[0])
                            .status())
                    .isEqualTo(404);
            assertThat(paths)
                    .hasSize(3)
                    .allSatisfy(path -> assertThat(
                                    platform.send("GET", path, Map.of("Host", "10.0.0.4:8000"), new byte[0])
                                            .status())
                            .as(path)
                            .isEqualTo(200));
        }
    }

    @Test
    void theServerSendsWhereTheCollectorListens() {
        String sent = "http://127.0.0.1:4318";
        assertThat(code(FOLDER.resolve("modules/containerapp.bicep")))
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT: '" + sent + "'", "loadTextContent('../collector.yaml')");
        Map<?, ?> collector = new Yaml().load(Checkout.read(FOLDER.resolve("collector.yaml")));
        assertThat(collector.get("receivers"))
                .isEqualTo(Map.of("otlp", Map.of("protocols", Map.of("http", Map.of("endpoint", sent.substring(7))))));
        assertThat(String.valueOf(collector.get("service")))
                .contains("traces={receivers=[otlp]", "metrics={receivers=[otlp]");
    }

    @Test
    void portsAndSwitchesAreThoseOfTheProduct() {
        String port = EnvironmentKey.MCP_PORT.defaultValue();
        String app = code(FOLDER.resolve("modules/containerapp.bicep"));
        assertThat(app).contains("var port = " + port + "\n", "targetPort: port\n", "minReplicas: 1");
        assertThat(code(FOLDER.resolve("main.bicep"))).contains("param maxReplicas int = 1\n");
        assertThat(code(FOLDER.resolve("modules/appservice.bicep")))
                .contains(
                        "WEBSITE_WARMUP_STATUSES: '200'",
                        "clientAffinityEnabled: false",
                        "alwaysOn: true",
                        "httpsOnly: true",
                        "/startup.sh",
                        "MCP_PORT: '" + port + "', WEBSITES_PORT: '" + port + "'");
        assertThat(Checkout.read(FOLDER.resolve("startup.sh")))
                .contains("-jar enterprise-mcp.jar", "${MCP_PORT:-" + port + "}");
    }

    private static void isKnown(String name) {
        boolean known = OF_THE_PLATFORM.contains(name)
                || Arrays.stream(EnvironmentKey.values())
                        .anyMatch(key -> key.isPrefix()
                                ? name.startsWith(key.name())
                                : key.name().equals(name));
        assertThat(known).as("%s is a setting", name).isTrue();
    }

    private static List<Path> templates() {
        List<Path> templates = Checkout.filesBelow(FOLDER, ".bicep");
        assertThat(templates).hasSizeGreaterThan(4);
        return templates;
    }

    private static String code(Path file) {
        return Checkout.read(file).replaceAll("(?m)^\\s*//.*$", "");
    }

    private static Set<String> names(Pattern pattern, String code) {
        return pattern.matcher(code).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String group(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** What is left open or closed too much; empty when all is well. */
    private static String unbalanced(String code) {
        Deque<Character> open = new ArrayDeque<>();
        String bare = code.replaceAll("'[^'\\n]*'", "");
        for (int i = 0; i < bare.length(); i++) {
            char each = bare.charAt(i);
            switch (each) {
                case '\'' -> {
                    return "quote";
                }
                case '{', '[', '(' -> open.push(each);
                case '}', ']', ')' -> {
                    int at = "}])".indexOf(each);
                    if (open.isEmpty() || open.pop() != "{[(".charAt(at)) {
                        return "closing " + each;
                    }
                }
                default -> {
                    continue;
                }
            }
        }
        return open.isEmpty() ? "" : "open " + open;
    }
}
