package org.enterprisemcp.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.enterprisemcp.bootstrap.settings.LogSettings;
import org.enterprisemcp.bootstrap.settings.LogSettings.Style;
import org.enterprisemcp.bootstrap.settings.LogSettings.Verbosity;
import org.junit.jupiter.api.Test;

class LogFormatTest {

    @Test
    void showsTheKindAndPlaceOfAMistakeButNotItsWords() {
        LogRecord record = new LogRecord(Level.SEVERE, "get_record failed");
        record.setLoggerName("org.enterprisemcp.mcp.ToolCaller");
        record.setThrown(new IllegalStateException("token=hunter2"));
        String line = new LogFormat(Style.TEXT).format(record);
        assertThat(line)
                .contains(
                        "SEVERE", "get_record failed", "java.lang.IllegalStateException at org.enterprisemcp.bootstrap")
                .doesNotContain("hunter2")
                .endsWith("\n");
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void keepsARecordOnOneLineWhateverACallerPutsIntoIt() {
        LogRecord record = new LogRecord(Level.INFO, "caller=ann\n2026-01-01T00:00:00Z INFO forged");
        record.setLoggerName("x");
        assertThat(new LogFormat(Style.TEXT).format(record).lines()).hasSize(1);
    }

    @Test
    void writesJsonOnRequest() throws Exception {
        LogRecord record = new LogRecord(Level.INFO, "say \"{0}\"");
        record.setParameters(new Object[] {"hi"});
        record.setLoggerName("org.enterprisemcp.x");
        JsonNode line = new ObjectMapper().readTree(new LogFormat(Style.JSON).format(record));
        assertThat(line.path("message").asText()).isEqualTo("say \"hi\"");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("time").asText()).endsWith("Z");
    }

    @Test
    void keepsOthersSilentAlthoughNobodyHoldsOnToTheConfiguration() {
        Logging.configure(new LogSettings(Verbosity.DEBUG, Style.TEXT), new ByteArrayOutputStream());
        System.gc();
        assertThat(Logger.getLogger("org.apache.hc.client5.http.wire").getLevel())
                .isEqualTo(Level.OFF);
        assertThat(Logger.getLogger("org.enterprisemcp").getLevel()).isEqualTo(Level.FINE);
    }

    @Test
    void raisesItsOwnLoggersOnly() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logging logging = Logging.configure(new LogSettings(Verbosity.TRACE, Style.TEXT), out);
        Logger.getLogger("org.enterprisemcp.mcp").fine("ours");
        Logger.getLogger("io.helidon.webserver").info("theirs");
        Logger.getLogger("org.apache.hc.client5.http.headers").severe("Authorization: Bearer hunter2");
        Logger.getLogger("org.apache.hc.client5.http.wire").severe("hunter2");
        Logger.getLogger("com.azure.core.http").severe("hunter2");
        Logger.getLogger("com.microsoft.aad.msal4j.client").severe("hunter2");
        Logger.getLogger("io.opentelemetry.exporter").severe("hunter2");
        assertThat(logging.size()).isEqualTo(8);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ours").doesNotContain("theirs", "hunter2");
    }
}
