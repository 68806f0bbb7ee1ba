package org.enterprisemcp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.error.UpstreamException.RateLimit;
import org.enterprisemcp.domain.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    private static final CallFacts FACTS = CallFacts.answered(500, 3);

    static Stream<McpServerException> everyFailure() {
        return Stream.of(
                new ConfigurationException.MissingConfiguration("KEY", "it is needed"),
                new ConfigurationException.InvalidConfiguration("KEY", "must be a number"),
                new AuthenticationException.NoSession("Sign in."),
                new AuthenticationException.TokenExpired(FACTS),
                new AuthenticationException.TokenRefresh("No new token.", FACTS),
                new AuthenticationException.TokenValidation("Not ours."),
                new AuthenticationException.InvalidCredentials("Check KEY.", FACTS),
                new UpstreamException.Connection("Refused.", FACTS),
                new UpstreamException.Timeout("Too slow.", FACTS),
                new RateLimit("Too many.", Optional.of(Duration.ofMillis(1500)), FACTS),
                new UpstreamException.NotFound("No such type.", FACTS),
                new UpstreamException.Validation("Bad.", List.of(new Violation("email", "is taken")), FACTS),
                new UpstreamException.Permission("Not you.", FACTS),
                new UpstreamException.Server("Broken.", FACTS),
                new UpstreamException.Conflict("Stale.", FACTS),
                new UpstreamException.OutcomeUnknown("No answer.", "Query first.", FACTS),
                new RecordException.RecordNotFound("customer", "1", FACTS),
                new RecordException.RecordValidation("record_id", "is blank"),
                new RecordException.DuplicateRecord("customer", Optional.of("a@b.example"), "Exists.", FACTS));
    }

    @ParameterizedTest
    @MethodSource("everyFailure")
    void saysWhatHappenedWhetherRetryingHelpsAndWhatToDoNext(McpServerException failure) {
        assertThat(failure.toMap())
                .containsEntry("code", failure.code().name())
                .containsKeys("message", "hint", "retryable");
        assertThat(failure.safeMessage()).isNotBlank();
        assertThat(failure.hint()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("everyFailure")
    void recordsNoStackTraceThatCouldLeak(McpServerException failure) {
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(failure.getCause()).isNull();
    }

    static Stream<McpServerException> failuresWithAdviceOfTheirOwn() {
        String advice = "Ask for the Edit permission on Customers.";
        return Stream.of(
                new AuthenticationException.NoSession(advice),
                new AuthenticationException.InvalidCredentials(advice, FACTS),
                new UpstreamException.NotFound("No such type.", advice, FACTS),
                new UpstreamException.Validation("Bad.", List.of(), advice, FACTS),
                new UpstreamException.Permission("Not you.", advice, FACTS),
                UpstreamException.Permission.targetRefused("account_id", "Not there.", advice),
                new UpstreamException.Server("Broken.", advice, FACTS),
                new UpstreamException.Conflict("Stale.", advice, FACTS),
                new UpstreamException.OutcomeUnknown("No answer.", advice, FACTS),
                new RecordException.RecordNotFound("customer", "1", advice, FACTS),
                new RecordException.DuplicateRecord("customer", Optional.empty(), "Exists.", advice, FACTS));
    }

    @ParameterizedTest
    @MethodSource("failuresWithAdviceOfTheirOwn")
    void keepsAHintOfItsOwnAndShowsIt(McpServerException failure) {
        assertThat(failure.hint()).isEqualTo("Ask for the Edit permission on Customers.");
        assertThat(failure.toMap()).containsEntry("hint", "Ask for the Edit permission on Customers.");
    }

    @Test
    void anOwnHintChangesNothingElse() {
        Map<String, Object> usual = new UpstreamException.Conflict("Stale.", FACTS).toMap();
        assertThat(new UpstreamException.Conflict("Stale.", "Wait a minute.", FACTS).toMap())
                .containsOnlyKeys(usual.keySet())
                .containsEntry("code", usual.get("code"))
                .containsEntry("message", usual.get("message"))
                .containsEntry("retryable", usual.get("retryable"));
    }

    @Test
    void everyErrorCodeIsTheCodeOfExactlyOneFailure() {
        assertThat(everyFailure().map(McpServerException::code)).containsExactlyInAnyOrder(ErrorCode.values());
    }

    @Test
    void onlyFailuresThatChangedNothingInviteARetry() {
        assertThat(everyFailure().filter(McpServerException::retryable).map(McpServerException::code))
                .containsExactlyInAnyOrder(
                        ErrorCode.CONNECTION, ErrorCode.TIMEOUT, ErrorCode.RATE_LIMIT, ErrorCode.SERVER);
    }

    @Test
    void roundsTheWaitUpToWholeSeconds() {
        RateLimit limit = new RateLimit("Too many.", Optional.of(Duration.ofMillis(1500)), FACTS);
        assertThat(limit.toMap()).containsEntry("retry_after_seconds", 2L);
        assertThat(McpServerException.secondsRoundedUp(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var failure = new RecordException.RecordValidation(
                List.of(new Violation("record_id", "is missing"), new Violation("limit", "must be at least 1")));
        assertThat(failure.safeMessage()).isEqualTo("record_id: is missing; limit: must be at least 1");
        assertThat(failure.details())
                .containsEntry(
                        "violations",
                        List.of(
                                Map.of("field", "record_id", "message", "is missing"),
                                Map.of("field", "limit", "message", "must be at least 1")));
    }
}
