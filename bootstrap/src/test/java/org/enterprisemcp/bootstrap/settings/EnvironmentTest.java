package org.enterprisemcp.bootstrap.settings;

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
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"MCP_PORT=1\nUPSTREAM_ACCESS_TOKEN hunter2\n", "MCP_PORT=1\nhunter2\n"})
    void refusesADotenvThatIsNoListOfKeysAndShowsNothingOfIt(String dotenv) throws IOException {
        Files.writeString(folder.resolve(".env"), dotenv);
        assertThatThrownBy(() -> Environment.layered(Map.of(), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(".env")
                .hasMessageContaining("KEY=value")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesADotenvInWhichAQuoteIsLeftOpenInsteadOfLosingWhatComesAfter() throws IOException {
        Files.writeString(
                folder.resolve(".env"), "LOG_LEVEL=WARN\nUPSTREAM_ACCESS_TOKEN=\"hunter2\nMCP_PORT=1\nOTHERS=x\n");
        assertThatThrownBy(() -> Environment.layered(Map.of(), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage(".env: UPSTREAM_ACCESS_TOKEN cannot be read; a quote is left open there or above");
    }

    @Test
    void refusesADotenvThatCannotBeRead() throws IOException {
        Files.createDirectory(folder.resolve(".env"));
        assertThatThrownBy(() -> Environment.layered(Map.of(), folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(".env");
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
    void takesAValueOfTheFileAsItIsWritten() throws IOException {
        Files.writeString(folder.resolve("mcp.yaml"), """
                UPSTREAM_ACCOUNT_ID: 0123
                UPSTREAM_PASSWORD: 1_000
                UPSTREAM_API_KEY: 1.10
                UPSTREAM_USERNAME: yes
                UPSTREAM_ALLOWED_ACCOUNTS: [0042, 1_0]
                MCP_HOST: ~
                """);
        Environment settings = Environment.layered(Map.of("MCP_CONFIG_FILE", "mcp.yaml"), folder);

        assertThat(settings.value("UPSTREAM_ACCOUNT_ID")).contains("0123");
        assertThat(settings.value("UPSTREAM_PASSWORD")).contains("1_000");
        assertThat(settings.value("UPSTREAM_API_KEY")).contains("1.10");
        assertThat(settings.value("UPSTREAM_USERNAME")).contains("yes");
        assertThat(settings.value("UPSTREAM_ALLOWED_ACCOUNTS")).contains("0042,1_0");
        assertThat(settings.value("MCP_HOST")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# LOG_LEVEL: DEBUG\n", "---\n", "{}"})
    void takesAFileInWhichNothingIsSet(String yaml) throws IOException {
        Files.writeString(folder.resolve("mcp.yaml"), yaml);
        assertThat(Environment.layered(Map.of("MCP_CONFIG_FILE", "mcp.yaml"), folder)
                        .value("LOG_LEVEL"))
                .contains("INFO");
    }

    @Test
    void warnsOfEveryUnknownKeyOfTheFileWhateverItBeginsWith() throws IOException {
        Files.writeString(folder.resolve("mcp.yaml"), "LOG_LEVLE: DEBUG\nmcp_port: 3\n");
        assertThat(Environment.layered(Map.of("MCP_CONFIG_FILE", "mcp.yaml"), folder)
                        .unknownKeys())
                .containsExactly(
                        "LOG_LEVLE is not a setting of this server; did you mean LOG_LEVEL?",
                        "mcp_port is not a setting of this server; did you mean MCP_PORT?");
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
