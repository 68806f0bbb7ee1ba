package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.RecordingRequests;
import org.enterprisemcp.testkit.RecordingRequests.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each request to the upstream is seen, and says which trace it is part of. */
@Timeout(20)
class ObservedAttemptsTest {

    private final RecordingRequests requests = new RecordingRequests();

    @Test
    void seesAnAttemptThatNobodyAnswered() {
        List<Attempt> attempts;
        try (TestEngine engine = new TestEngine("http://127.0.0.1:1/", TestEngine.options(Duration.ofSeconds(5)))) {
            engine.span = span();
            engine.failureOf(RetrySafety.READ);
            attempts = requests.seen().getFirst().attempts();
        }
        assertThat(attempts).hasSize(4).allSatisfy(attempt -> {
            assertThat(attempt.ends()).hasSize(1);
            assertThat(attempt.ends().getFirst().status()).isEmpty();
            assertThat(attempt.ends().getFirst().problem()).contains("connect");
        });
    }

    @Test
    void seesEveryAttemptWithItsNumberItsWaitAndItsEnd() {
        try (LoopbackServer server =
                        new LoopbackServer(request -> LoopbackServer.json(request.number() == 1 ? 503 : 200, "{}"));
                TestEngine engine = new TestEngine(server)) {
            engine.span = span();
            engine.call(RetrySafety.READ);
            List<Attempt> attempts = requests.seen().getFirst().attempts();
            assertThat(attempts).hasSize(2);
            Attempt first = attempts.getFirst();
            Attempt second = attempts.getLast();
            assertThat(first.start().number()).isEqualTo(1);
            assertThat(first.start().waited()).isZero();
            assertThat(first.ends().getFirst().status()).hasValue(503);
            assertThat(second.start().number()).isEqualTo(2);
            assertThat(second.start().waited()).isEqualTo(Duration.ofMillis(500));
            assertThat(second.ends().getFirst().status()).hasValue(200);
            assertThat(second.start().host()).isEqualTo("127.0.0.1");
            assertThat(server.baseUrl()).contains(":" + second.start().port() + "/");
            assertThat(attempts.toString()).doesNotContain("customer");
            assertThat(server.requests())
                    .extracting(request -> request.headers().get(RecordingRequests.HEADER))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void sendsNoFurtherHeaderWhereNobodyLooks() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"));
                TestEngine engine = new TestEngine(server)) {
            engine.call(RetrySafety.READ);
            assertThat(server.requests().getFirst().headers().keySet())
                    .noneMatch(name -> name.equalsIgnoreCase("traceparent"))
                    .doesNotContain(RecordingRequests.HEADER);
        }
    }

    private RequestSpan span() {
        return requests.began(new RequestStart(
                RequestStart.TOOL_CALL,
                Optional.of("get_record"),
                Optional.empty(),
                Optional.empty(),
                "modern",
                Optional.empty(),
                Optional.empty(),
                RequestStart.Transport.HTTP,
                Caller.anonymous(),
                Optional.empty()));
    }
}
