package org.enterprisemcp.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestSpan.End;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;
import org.junit.jupiter.api.Test;

class LocalCallsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final RecordingObserver told = new RecordingObserver();
    private final MutableClock clock = new MutableClock();
    private final LocalCalls calls = new LocalCalls(told, clock);

    @Test
    void tellsOfARefusedCallWithItsCodeAndItsTrace() {
        RequestSpan call = begin("tools/call", Optional.of("get_record"));
        clock.advance(Duration.ofMillis(7));
        call.ended(End.refused(-32600, Optional.of(ErrorCode.NO_SESSION)));
        Observation one = only();
        assertThat(one.operation()).isEqualTo("get_record");
        assertThat(one.failure()).contains(ErrorCode.NO_SESSION);
        assertThat(one.elapsed()).isEqualTo(Duration.ofMillis(7));
        assertThat(one.origin().traceId()).contains(TRACE);
        assertThat(one.origin().era()).contains("legacy");
        assertThat(one.target()).isEmpty();
    }

    @Test
    void givesAnUnknownToolNoName() {
        begin("tools/call", Optional.empty()).ended(End.refused(-32602, Optional.of(ErrorCode.RECORD_VALIDATION)));
        assertThat(only().operation()).isEqualTo("unknown");
    }

    @Test
    void tellsOfAFailureThatNeverCameToTheUpstream() {
        RequestSpan call = begin("tools/call", Optional.of("get_record"));
        call.failed(Optional.of(ErrorCode.RECORD_VALIDATION));
        call.ended(End.answered());
        assertThat(only().failure()).contains(ErrorCode.RECORD_VALIDATION);
    }

    @Test
    void tellsOfAToolThatNeedsNobodyElse() {
        begin("tools/call", Optional.of("validate_query")).ended(End.answered());
        assertThat(only().failure()).isEmpty();
    }

    @Test
    void saysNothingTwice() {
        RequestSpan call = begin("tools/call", Optional.of("get_record"));
        call.called(new Observation(
                "get_record",
                Caller.anonymous(),
                Optional.of("acme"),
                Optional.of(ErrorCode.TIMEOUT),
                CallFacts.none(),
                Duration.ZERO));
        call.failed(Optional.of(ErrorCode.TIMEOUT));
        call.ended(End.answered());
        assertThat(told.observations()).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsNotOverOrIsNoCallOrIsInTheLogAnyway() {
        begin("tools/call", Optional.of("get_record")).ended(End.continued());
        begin("tools/call", Optional.of("get_record")).ended(End.cancelled());
        begin("tools/list", Optional.empty()).ended(End.refused(-32602, Optional.of(ErrorCode.RECORD_VALIDATION)));
        begin("tools/call", Optional.of("get_record")).ended(End.refused(-32603, Optional.empty()));
        RequestSpan mistake = begin("tools/call", Optional.of("get_record"));
        mistake.failed(Optional.empty());
        mistake.ended(End.answered());
        assertThat(told.observations()).isEmpty();
    }

    private Observation only() {
        List<Observation> all = told.observations();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private RequestSpan begin(String method, Optional<String> tool) {
        return calls.began(new RequestStart(
                method,
                tool,
                Optional.empty(),
                Optional.of("customer"),
                "legacy",
                Optional.empty(),
                Optional.empty(),
                RequestStart.Transport.HTTP,
                Caller.anonymous(),
                Optional.of(new RequestStart.TraceParent("00-" + TRACE + "-b7ad6b7169203331-01", Optional.empty()))));
    }
}
