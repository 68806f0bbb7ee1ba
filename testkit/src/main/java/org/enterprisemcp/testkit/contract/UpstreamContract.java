package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts of all ports have in common: an upstream for each test, failures that show no credential, and logs, at every
 * level, that show none either.
 */
public abstract class UpstreamContract {

    private static final Duration PASSED = Duration.ofSeconds(-1);

    private final Set<String> secrets = new LinkedHashSet<>();
    private Optional<UpstreamUnderTest> opened = Optional.empty();
    private Optional<LogWatch> watch = Optional.empty();

    /** Opens an upstream for the next test; it is closed after it. */
    protected abstract UpstreamUnderTest open();

    /** Called by JUnit before each test. */
    @BeforeEach
    public final void openTheUpstream() {
        opened = Optional.of(open());
        watch = Optional.of(LogWatch.of(upstream()));
    }

    /** Called by JUnit after each test; fails it where a credential was logged meanwhile. */
    @AfterEach
    public final void closeTheUpstream() {
        opened.ifPresent(UpstreamUnderTest::close);
        opened = Optional.empty();
        watch.ifPresent(LogWatch::close);
        watch.flatMap(heard -> heard.lineWith(List.copyOf(secrets)))
                .ifPresent(line -> fail("a credential was logged: " + masked(line)));
    }

    private String masked(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    /** The upstream of the current test. */
    protected final UpstreamUnderTest underTest() {
        return opened.orElseThrow(() -> new IllegalStateException("no test is running"));
    }

    /** The adapter of the current test. */
    protected final Upstream upstream() {
        return underTest().upstream();
    }

    /** The scope of an ordinary call: a credential that is accepted, and all the time that the adapter wants for a call. */
    protected final CallScope scope() {
        return scope(upstream().callBudget());
    }

    final CallScope scope(Duration time) {
        CallScope scope = underTest().scopes().apply(time);
        secrets.addAll(Credentials.in(scope.token()));
        return scope;
    }

    final void befall(Aim aim, Fault fault) {
        underTest().wire().befall(aim, fault, 1);
    }

    final int requests() {
        return underTest().wire().requests();
    }

    /** How many requests a call leads to, whatever becomes of it. */
    final int requestsOf(Runnable call) {
        int before = requests();
        call.run();
        return requests() - before;
    }

    /** What a call fails with; that it succeeds, or shows the credential, is against the contract. */
    final McpServerException failureOf(Supplier<?> call) {
        Object answer;
        try {
            answer = call.get();
        } catch (McpServerException failure) {
            assertTrue(
                    Credentials.areHiddenIn(failure, scope().token()), () -> failure.code() + " shows the credential");
            return failure;
        }
        return fail("the call succeeded: " + answer);
    }

    /** The call fails with one of these codes. */
    final McpServerException assertFails(Supplier<?> call, ErrorCode... codes) {
        McpServerException failure = failureOf(call);
        for (ErrorCode code : codes) {
            if (failure.code() == code) {
                return failure;
            }
        }
        return fail("the call failed with " + failure.code() + " (" + failure.safeMessage() + ") instead of "
                + String.join(" or ", Arrays.stream(codes).map(Enum::name).toList()));
    }

    /** The call is refused for the sake of one argument, and nothing is sent. */
    final void assertRefusedUnsent(String field, String value, Supplier<?> call) {
        String what = field + " \"" + HostileNames.shown(value) + "\"";
        int sent = requestsOf(() -> {
            McpServerException failure = failureOf(call);
            RecordValidation refusal =
                    assertInstanceOf(RecordValidation.class, failure, () -> what + " is no " + failure.code());
            assertTrue(
                    refusal.violations().stream()
                            .anyMatch(violation -> violation.field().equals(field)),
                    () -> what + " is refused without the name of the argument: " + refusal.safeMessage());
        });
        assertEquals(0, sent, () -> what + " was sent");
    }

    /** A call whose deadline has passed is given up before anything is sent. */
    final void assertSendsNothingAfterTheDeadline(Function<CallScope, ?> call) {
        CallScope late = scope(PASSED);
        assertEquals(
                0,
                requestsOf(() -> assertFails(() -> call.apply(late), ErrorCode.TIMEOUT)),
                "requests after the deadline");
    }

    /** An expired token is told as such, and the adapter leaves it to others to renew it and to call again. */
    final void assertTellsAnExpiredTokenAndRepeatsNothing(Aim aim, Supplier<?> call) {
        befall(aim, Fault.EXPIRED_TOKEN);
        assertEquals(1, requestsOf(() -> assertFails(call, ErrorCode.TOKEN_EXPIRED)), "requests with an expired token");
    }

    /** A write of which no answer came is told as such and sent once. */
    final void assertIsNotRepeatedBlindly(Aim aim, Fault fault, Supplier<?> write) {
        befall(aim, fault);
        assertEquals(
                1, requestsOf(() -> assertFails(write, ErrorCode.OUTCOME_UNKNOWN)), () -> "requests after " + fault);
    }
}
