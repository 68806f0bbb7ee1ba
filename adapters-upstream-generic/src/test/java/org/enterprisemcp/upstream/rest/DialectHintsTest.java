package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dialect advises reaches whoever called, for every kind of refusal that is a failure. */
class DialectHintsTest {

    private static final String ADVICE = "Ask for the Edit permission on Customers.";

    static Stream<Arguments> kindsWithAdvice() {
        return Stream.of(
                Arguments.of(OutcomeKind.VALIDATION, 400, RetrySafety.WRITE, ErrorCode.VALIDATION),
                Arguments.of(OutcomeKind.PERMISSION, 403, RetrySafety.WRITE, ErrorCode.PERMISSION),
                Arguments.of(OutcomeKind.NOT_FOUND, 404, RetrySafety.READ, ErrorCode.RECORD_NOT_FOUND),
                Arguments.of(OutcomeKind.NOT_FOUND, 404, RetrySafety.CREATE, ErrorCode.NOT_FOUND),
                Arguments.of(OutcomeKind.NOT_FOUND_OR_FORBIDDEN, 403, RetrySafety.READ, ErrorCode.RECORD_NOT_FOUND),
                Arguments.of(OutcomeKind.NOT_FOUND_OR_FORBIDDEN, 403, RetrySafety.CREATE, ErrorCode.NOT_FOUND),
                Arguments.of(OutcomeKind.CONFLICT, 409, RetrySafety.WRITE, ErrorCode.CONFLICT),
                Arguments.of(OutcomeKind.DUPLICATE, 409, RetrySafety.CREATE, ErrorCode.DUPLICATE_RECORD),
                Arguments.of(OutcomeKind.SERVER, 501, RetrySafety.READ, ErrorCode.SERVER));
    }

    /** What to do about these does not depend on the upstream: sign in again, wait. */
    static Stream<Arguments> kindsWhoseAdviceIsTheHouses() {
        return Stream.of(
                Arguments.of(OutcomeKind.AUTH, 401, ErrorCode.TOKEN_EXPIRED, "Sign in again"),
                Arguments.of(OutcomeKind.RATE_LIMIT, 429, ErrorCode.RATE_LIMIT, "until it is renewed"));
    }

    @ParameterizedTest
    @MethodSource("kindsWithAdvice")
    void reachesTheFailure(OutcomeKind kind, int status, RetrySafety safety, ErrorCode code) {
        McpServerException failure = failure(kind, status, safety, Optional.of(ADVICE));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.hint()).isEqualTo(ADVICE);
        assertThat(failure.safeMessage()).doesNotContain(ADVICE);
        assertThat(failure.facts().status()).hasValue(status);
    }

    @ParameterizedTest
    @MethodSource("kindsWithAdvice")
    void givesWayToTheUsualAdviceWhereTheDialectHasNone(
            OutcomeKind kind, int status, RetrySafety safety, ErrorCode code) {
        McpServerException failure = failure(kind, status, safety, Optional.empty());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.hint()).isNotBlank().isNotEqualTo(ADVICE);
    }

    @ParameterizedTest
    @MethodSource("kindsWhoseAdviceIsTheHouses")
    void doesNotReplaceWhatTheHouseKnowsBetter(OutcomeKind kind, int status, ErrorCode code, String advice) {
        McpServerException failure = failure(kind, status, RetrySafety.READ, Optional.of(ADVICE));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.hint()).contains(advice);
    }

    @Test
    void comesWithTheFieldsThatTheUpstreamNames() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(400, "{}"));
                TestEngine engine = new TestEngine(server)) {
            Violation taken = new Violation("email", "is taken");
            Refusal refusal = new Refusal(
                    OutcomeKind.VALIDATION, Refusal.Repeat.NEVER, "Bad.", List.of(taken), Optional.of(ADVICE));

            assertThat(engine.failureOf(engine.request(RetrySafety.WRITE), (_, _) -> refusal))
                    .isInstanceOfSatisfying(Validation.class, failure -> {
                        assertThat(failure.violations()).containsExactly(taken);
                        assertThat(failure.hint()).isEqualTo(ADVICE);
                    });
        }
    }

    private static McpServerException failure(OutcomeKind kind, int status, RetrySafety safety, Optional<String> hint) {
        Refusal refusal = new Refusal(kind, Refusal.Repeat.NEVER, "No.", List.of(), hint);
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(status, "{}"));
                TestEngine engine = new TestEngine(server)) {
            return engine.failureOf(engine.request(safety), (_, _) -> refusal);
        }
    }
}
