package org.enterprisemcp.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSettingsTest {

    @Test
    void refusesAShortTokenWithoutShowingIt() {
        assertThat(problem(Map.of("ADMIN_TOKEN", "hunter2-hunter2-hunter2-hunter2")))
                .contains("ADMIN_TOKEN: is too short", "32")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesASwitchThatIsNeitherOnNorOff() {
        assertThat(problem(Map.of("DEBUG", "yes"))).contains("DEBUG: must be one of false, true");
    }

    @Test
    void namesEverythingThatALoginNeeds() {
        assertThat(problem(Map.of("ADMIN_OIDC_CLIENT_ID", "me")))
                .contains("ADMIN_OIDC_ISSUER:", "ADMIN_OIDC_CLIENT_SECRET:", "MCP_SERVER_BASE_URL:");
        assertThat(problem(Map.of(
                        "ADMIN_OIDC_ISSUER", "http://login.example.com",
                        "ADMIN_OIDC_CLIENT_ID", "me",
                        "ADMIN_OIDC_CLIENT_SECRET", "s",
                        "MCP_SERVER_BASE_URL", "https://mcp.example.com")))
                .contains("ADMIN_OIDC_ISSUER: must use https");
        assertThat(problem(Map.of(
                        "ADMIN_OIDC_ISSUER", "https://login.example.com",
                        "ADMIN_OIDC_CLIENT_ID", "me",
                        "ADMIN_OIDC_CLIENT_SECRET", "s",
                        "MCP_SERVER_BASE_URL", "https://gateway.example.com/mcp-server")))
                .contains("ADMIN_OIDC_ISSUER: operators cannot sign in");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8000, true",
        "::1, http://localhost:8000/, true",
        "127.0.0.1, , true",
        "0.0.0.0, http://127.0.0.1:8000, false",
        "192.0.2.1, , false",
        "127.0.0.1, https://mcp.example.com, false"
    })
    void servesOnlyThisMachineWhereAddressAndUrlAreItsOwn(String host, String baseUrl, boolean expected) {
        Map<String, String> settings = baseUrl == null ? Map.of() : Map.of("MCP_SERVER_BASE_URL", baseUrl);
        SettingsReader reader = new SettingsReader(Environment.of(settings));
        assertThat(OperatorSettings.read(reader, host).onlyThisMachine()).isEqualTo(expected);
        reader.check();
    }

    private static String problem(Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(Environment.of(settings));
        OperatorSettings.read(reader, "127.0.0.1");
        StringBuilder problems = new StringBuilder();
        assertThatThrownBy(reader::check)
                .isInstanceOfSatisfying(InvalidConfiguration.class, invalid -> problems.append(invalid.safeMessage()));
        return problems.toString();
    }
}
