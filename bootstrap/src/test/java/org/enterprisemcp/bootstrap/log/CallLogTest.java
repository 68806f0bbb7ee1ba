package org.enterprisemcp.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.LogSettings;
import org.enterprisemcp.bootstrap.settings.LogSettings.Style;
import org.enterprisemcp.bootstrap.settings.LogSettings.Verbosity;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Caller ANN =
            new Caller("ann@example.com", Scope.ALL, Optional.empty(), new SignIn.Granted("grant-that-nobody-logs"));

    @Test
    void namesNeitherThePrincipalNorTheGrant() {
        assertThat(logged(Style.TEXT, "customer") + logged(Style.JSON, "customer"))
                .contains(CallLog.hash("ann@example.com"))
                .doesNotContain("ann", "example.com", "nobody-logs");
    }

    @Test
    void letsNoRecordTypePassForAnotherFieldOrLine() {
        String line = logged(Style.TEXT, "x outcome=ok\u2028\" tool=forged");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("record_type=\"x outcome=ok \\\" tool=forged\" target=acme outcome=TIMEOUT");
    }

    @Test
    void writesFieldsAsMembersOfJson() throws Exception {
        JsonNode line = new ObjectMapper().readTree(logged(Style.JSON, "customer"));
        assertThat(line.path("message").asText()).isEqualTo("tool_call");
        assertThat(line.path("outcome").asText()).isEqualTo("TIMEOUT");
        assertThat(line.path("status").isInt()).isTrue();
        assertThat(line.path("attempts").intValue()).isEqualTo(4);
        assertThat(line.path("ms").intValue()).isEqualTo(12);
        assertThat(line.path("trace_id").asText()).isEqualTo(TRACE);
        assertThat(line.path("era").asText()).isEqualTo("modern");
    }

    @Test
    void showsTheFieldsToOperators() {
        Logging.configure(new LogSettings(Verbosity.INFO, Style.TEXT), new ByteArrayOutputStream());
        try (RecentLogs logs = RecentLogs.listening()) {
            new CallLog().observed(call("customer"));
            Map<String, String> event = logs.events(Optional.empty()).getLast();
            assertThat(event)
                    .containsEntry("message", "tool_call")
                    .containsEntry("tool", "get_record")
                    .containsEntry("trace_id", TRACE);
        }
    }

    private static String logged(Style style, String recordType) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(Verbosity.INFO, style), out);
        new CallLog().observed(call(recordType));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Observation call(String recordType) {
        return new Observation(
                "get_record",
                ANN,
                Optional.of("acme"),
                Optional.of(ErrorCode.TIMEOUT),
                CallFacts.answered(503, 4),
                Duration.ofMillis(12),
                new CallOrigin(Optional.of(new RecordType(recordType)), Optional.of("modern"), Optional.of(TRACE)));
    }
}
