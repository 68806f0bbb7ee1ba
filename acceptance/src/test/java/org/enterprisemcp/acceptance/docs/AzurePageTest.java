package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.enterprisemcp.oauth.key.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to App Service by hand: nobody can run {@code az} here, but what it would set makes a server, or does not. */
class AzurePageTest {

    private static final Pattern PAIR = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");
    private static final Pattern OF_THE_TEMPLATE = Pattern.compile("(?m)^  ([A-Z][A-Z0-9_]+): ");
    private static final Pattern OF_THE_SERVICE = Pattern.compile("(?m)^    ([A-Z][A-Z0-9_]+): ");
    private static final String REFERENCE = "@Microsoft.KeyVault(SecretUri=";

    @TempDir
    Path folder;

    @Test
    void theCommandsSetWhatTheTemplateSets() {
        Set<String> wanted = new TreeSet<>();
        find(OF_THE_TEMPLATE, Checkout.read(Checkout.ROOT.resolve("deploy/azure/main.bicep")), wanted);
        assertThat(wanted).contains("MCP_AUTH_MODE", "UPSTREAM_OAUTH_SCOPES");
        find(OF_THE_SERVICE, Checkout.read(Checkout.ROOT.resolve("deploy/azure/modules/appservice.bicep")), wanted);
        assertThat(wanted).contains("MCP_SERVER_BASE_URL", "MCP_JWT_SIGNING_KEY", "WEBSITE_WARMUP_PATH");
        // By hand it is the identity of the app itself, which needs no name.
        wanted.remove("AZURE_CLIENT_ID");
        assertThat(settings()).containsKeys(wanted.toArray(String[]::new));
    }

    @Test
    void aServerWithoutItsKeyWouldNotStartAndOneWithAllTheseSettingsWould() {
        Map<String, String> settings = settings();
        Map<String, String> without = new HashMap<>(settings);
        without.remove("MCP_JWT_SIGNING_KEY");
        assertThat(doctor(without, "The server would not start.")).contains("problem  MCP_JWT_SIGNING_KEY");
        assertThat(doctor(settings, "The server would start."))
                .contains("http     0.0.0.0:8000/mcp", "who is signed in");
    }

    private String doctor(Map<String, String> settings, String verdict) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.enterprisemcp.bootstrap.Main",
                "doctor");
        try (Launch doctor = new Launch(command, settings, folder)) {
            return doctor.until(verdict, 60);
        }
    }

    /** What the commands of the page set, with what the platform makes of references. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        Page.of("docs/azure.md").blocks("sh").stream()
                .flatMap(block -> CommandLine.of(block).stream())
                .filter(command -> command.text().startsWith("az webapp config appsettings set "))
                .flatMap(command -> command.words().stream())
                .map(PAIR::matcher)
                .filter(pair -> pair.matches())
                .forEach(pair -> settings.put(pair.group(1), pair.group(2)));
        assertThat(settings.values())
                .filteredOn(value -> value.startsWith(REFERENCE))
                .hasSize(2);
        settings.replaceAll((_, value) -> value.startsWith(REFERENCE) ? KeyRing.generate() : value);
        return settings;
    }

    private static void find(Pattern pattern, String text, Set<String> into) {
        pattern.matcher(text).results().forEach(found -> into.add(found.group(1)));
    }
}
