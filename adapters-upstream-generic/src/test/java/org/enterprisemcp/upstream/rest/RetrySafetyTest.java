package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.domain.error.ErrorCode.CONFLICT;
import static org.enterprisemcp.domain.error.ErrorCode.CONNECTION;
import static org.enterprisemcp.domain.error.ErrorCode.NOT_FOUND;
import static org.enterprisemcp.domain.error.ErrorCode.OUTCOME_UNKNOWN;
import static org.enterprisemcp.domain.error.ErrorCode.PERMISSION;
import static org.enterprisemcp.domain.error.ErrorCode.RATE_LIMIT;
import static org.enterprisemcp.domain.error.ErrorCode.RECORD_NOT_FOUND;
import static org.enterprisemcp.domain.error.ErrorCode.SERVER;
import static org.enterprisemcp.domain.error.ErrorCode.TIMEOUT;
import static org.enterprisemcp.domain.error.ErrorCode.TOKEN_EXPIRED;
import static org.enterprisemcp.domain.error.ErrorCode.VALIDATION;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of retry safety: for each class of failure and each kind of request, how many requests go out and how it ends. */
class RetrySafetyTest {

    /** Failures that the upstream can cause. */
    enum Trouble {
        TOO_MANY_REQUESTS,
        TOO_MANY_REQUESTS_WITH_HINT,
        UNAVAILABLE_WITH_HINT,
        TOO_EARLY,
        INTERNAL_ERROR,
        BAD_GATEWAY,
        UNAVAILABLE,
        GATEWAY_TIMEOUT,
        REQUEST_TIMEOUT,
        NO_ANSWER,
        NOT_HTTP,
        ODD_GATEWAY_STATUS,
        BAD_REQUEST,
        UNAUTHORIZED,
        FORBIDDEN,
        MISSING,
        CONFLICTING,
        UNPROCESSABLE,
        NOT_IMPLEMENTED;

        /** The answer that causes it. */
        LoopbackServer.Reply reply() {
            return switch (this) {
                case TOO_MANY_REQUESTS -> LoopbackServer.json(429, "{}");
                case TOO_MANY_REQUESTS_WITH_HINT -> LoopbackServer.json(429, "{}", "Retry-After: 1");
                case UNAVAILABLE_WITH_HINT -> LoopbackServer.json(503, "{}", "Retry-After: 1");
                case TOO_EARLY -> LoopbackServer.json(425, "{}");
                case INTERNAL_ERROR -> LoopbackServer.json(500, "{}");
                case BAD_GATEWAY -> LoopbackServer.json(502, "{}");
                case UNAVAILABLE -> LoopbackServer.json(503, "{}");
                case GATEWAY_TIMEOUT -> LoopbackServer.json(504, "{}");
                case REQUEST_TIMEOUT -> LoopbackServer.json(408, "{}");
                case NO_ANSWER -> LoopbackServer.hangUp();
                case NOT_HTTP -> LoopbackServer.rawThenClose("SSH-2.0-OpenSSH\r\n\r\n");
                case ODD_GATEWAY_STATUS -> LoopbackServer.json(524, "{}");
                case BAD_REQUEST -> LoopbackServer.json(400, "{}");
                case UNAUTHORIZED -> LoopbackServer.json(401, "{}");
                case FORBIDDEN -> LoopbackServer.json(403, "{}");
                case MISSING -> LoopbackServer.json(404, "{}");
                case CONFLICTING -> LoopbackServer.json(409, "{}");
                case UNPROCESSABLE -> LoopbackServer.json(422, "{}");
                case NOT_IMPLEMENTED -> LoopbackServer.json(501, "{}");
            };
        }
    }

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Trouble refused :
                List.of(Trouble.TOO_MANY_REQUESTS, Trouble.TOO_MANY_REQUESTS_WITH_HINT, Trouble.TOO_EARLY)) {
            everyKind(rows, refused, 4, RATE_LIMIT);
        }
        everyKind(rows, Trouble.UNAVAILABLE_WITH_HINT, 4, SERVER);
        for (Trouble ambiguous : List.of(
                Trouble.INTERNAL_ERROR,
                Trouble.BAD_GATEWAY,
                Trouble.UNAVAILABLE,
                Trouble.GATEWAY_TIMEOUT,
                Trouble.REQUEST_TIMEOUT,
                Trouble.NO_ANSWER,
                Trouble.NOT_HTTP)) {
            rows.add(Arguments.of(ambiguous, RetrySafety.READ, 4, SERVER));
            rows.add(Arguments.of(ambiguous, RetrySafety.DELETE, 4, OUTCOME_UNKNOWN));
            rows.add(Arguments.of(ambiguous, RetrySafety.WRITE, 4, OUTCOME_UNKNOWN));
            rows.add(Arguments.of(ambiguous, RetrySafety.CREATE, 1, OUTCOME_UNKNOWN));
            rows.add(Arguments.of(ambiguous, RetrySafety.KEYED_CREATE, 4, OUTCOME_UNKNOWN));
            rows.add(Arguments.of(ambiguous, RetrySafety.ACTION, 1, OUTCOME_UNKNOWN));
        }
        rows.add(Arguments.of(Trouble.ODD_GATEWAY_STATUS, RetrySafety.READ, 1, SERVER));
        rows.add(Arguments.of(Trouble.ODD_GATEWAY_STATUS, RetrySafety.CREATE, 1, OUTCOME_UNKNOWN));
        everyKind(rows, Trouble.BAD_REQUEST, 1, VALIDATION);
        everyKind(rows, Trouble.UNAUTHORIZED, 1, TOKEN_EXPIRED);
        everyKind(rows, Trouble.FORBIDDEN, 1, PERMISSION);
        everyKind(rows, Trouble.CONFLICTING, 1, CONFLICT);
        everyKind(rows, Trouble.UNPROCESSABLE, 1, VALIDATION);
        everyKind(rows, Trouble.NOT_IMPLEMENTED, 1, SERVER);
        rows.add(Arguments.of(Trouble.MISSING, RetrySafety.READ, 1, RECORD_NOT_FOUND));
        rows.add(Arguments.of(Trouble.MISSING, RetrySafety.WRITE, 1, RECORD_NOT_FOUND));
        rows.add(Arguments.of(Trouble.MISSING, RetrySafety.DELETE, 1, RECORD_NOT_FOUND));
        rows.add(Arguments.of(Trouble.MISSING, RetrySafety.CREATE, 1, NOT_FOUND));
        return rows.stream();
    }

    private static void everyKind(List<Arguments> rows, Trouble trouble, int requests, ErrorCode code) {
        for (RetrySafety safety : RetrySafety.values()) {
            rows.add(Arguments.of(trouble, safety, requests, code));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void sendsAsOftenAsIsSafeAndSaysHowItEnded(Trouble trouble, RetrySafety safety, int requests, ErrorCode code) {
        try (LoopbackServer server = new LoopbackServer(_ -> trouble.reply());
                TestEngine engine = new TestEngine(server)) {
            McpServerException failure = engine.failureOf(safety);

            assertThat(failure.code()).isEqualTo(code);
            assertThat(server.requests()).hasSize(requests);
            assertThat(failure.facts().attempts()).isEqualTo(requests);
        }
    }

    @ParameterizedTest
    @EnumSource(RetrySafety.class)
    void repeatsEverythingThatWasProvablyNotSent(RetrySafety safety) throws IOException {
        String nobodyListens;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListens = "http://127.0.0.1:" + free.getLocalPort() + "/";
        }
        try (TestEngine engine = new TestEngine(nobodyListens, TestEngine.options(Duration.ofSeconds(5)))) {
            McpServerException failure = engine.failureOf(safety);

            assertThat(failure.code()).isEqualTo(CONNECTION);
            assertThat(failure.facts().attempts()).isEqualTo(4);
            assertThat(failure.facts().status()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(RetrySafety.class)
    void countsSilenceAsAmbiguous(RetrySafety safety) {
        try (LoopbackServer server = new LoopbackServer(LoopbackServer::silence);
                TestEngine engine = new TestEngine(server, TestEngine.options(Duration.ofMillis(60)))) {
            McpServerException failure = engine.failureOf(safety);

            assertThat(failure.code()).isEqualTo(safety == RetrySafety.READ ? TIMEOUT : OUTCOME_UNKNOWN);
            assertThat(server.requests()).hasSize(safety == RetrySafety.CREATE || safety == RetrySafety.ACTION ? 1 : 4);
        }
    }

    @Test
    void seedRepeatsACreateLikeAnyOtherCall() {
        try (LoopbackServer server = new LoopbackServer(
                        request -> LoopbackServer.json(request.number() < 3 ? 500 : 201, "{\"id\":7}"));
                TestEngine engine = new TestEngine(server, TestEngine.repeatingCreates())) {
            assertThat(engine.call(RetrySafety.CREATE).status()).isEqualTo(201);
            assertThat(server.requests()).hasSize(3);
        }
    }
}
