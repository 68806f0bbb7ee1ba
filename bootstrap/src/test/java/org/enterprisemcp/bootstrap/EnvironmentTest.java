package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAConfigurationFileThatCannotBeRead() {
        assertThatThrownBy(() -> Environment.layered(Map.of("MCP_CONFIG_FILE", "missing.yaml"), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("MCP_CONFIG_FILE")
                .hasMessageContaining("missing.yaml");
    }

    @Test
    void refusesAConfigurationFileThatIsNoMapOfKeysAndNamesTheLine() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "LOG_LEVEL: INFO\nMCP_PORT: [1\n");
        assertThatThrownBy(() -> Environment.layered(Map.of("MCP_CONFIG_FILE", "broken.yaml"), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("broken.yaml:");
        Files.writeString(folder.resolve("nested.yaml"), "mcp:\n  port: 1\n");
        assertThatThrownBy(() -> Environment.layered(Map.of("MCP_CONFIG_FILE", "nested.yaml"), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("mcp must be a value");
    }

    @ParameterizedTest
    @EnumSource(EnvironmentKey.class)
    void readsEveryKeyOfTheCatalogue(EnvironmentKey key) {
        assertThat(Environment.of(Map.of(key.name(), " set ")).value(key.name()))
                .contains("set");
        assertThat(Environment.of(Map.of()).value(key.name()).orElse("")).isEqualTo(key.defaultValue());
        assertThat(Environment.of(Map.of(key.name(), "  ")).value(key.name()).orElse(""))
                .isEqualTo(key.defaultValue());
    }

    @Test
    void letsTheEnvironmentWinOverDotenvAndDotenvOverTheFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "MCP_PORT=2\nMCP_SERVER_NAME=dotenv\nMCP_CONFIG_FILE=mcp.yaml\n");
        Files.writeString(
                folder.resolve("mcp.yaml"),
                "MCP_PORT: 3\nMCP_SERVER_NAME: file\nLOG_LEVEL: WARN\nMCP_ALLOWED_ORIGINS: [https://a.example, https://b.example]\n");
        Environment settings = Environment.layered(Map.of("MCP_PORT", "1", "LOG_LEVEL", ""), folder);

        assertThat(settings.value("MCP_PORT")).contains("1");
        assertThat(settings.value("MCP_SERVER_NAME")).contains("dotenv");
        assertThat(settings.value("LOG_LEVEL")).contains("WARN");
        assertThat(settings.value("MCP_ALLOWED_ORIGINS")).contains("https://a.example,https://b.example");
        assertThat(settings.value("MCP_TRANSPORT")).contains("stdio");
    }

    @Test
    void warnsOfAKeyThatItDoesNotKnowWithTheNearestOneThatItDoes() {
        Environment settings = Environment.of(
                Map.of("MCP_PROT", "1", "UPSTREAM_ACOUNT_ID", "x", "UPSTREAM_VAR_REGION", "eu", "PATH", "/bin"));
        assertThat(settings.unknownKeys())
                .containsExactly(
                        "MCP_PROT is not a setting of this server; did you mean MCP_PORT?",
                        "UPSTREAM_ACOUNT_ID is not a setting of this server; did you mean UPSTREAM_ACCOUNT_ID?");
    }
}
