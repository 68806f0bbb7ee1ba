package org.enterprisemcp.acceptance.contract;

import java.time.Duration;
import java.util.Map;
import org.enterprisemcp.acceptance.contract.SandboxWire.Requests;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.contract.FaultyWire;

/** The faults that contracts speak of as the sandbox knows them. */
final class SandboxFaults {

    private static final Duration LATE = Duration.ofSeconds(30);

    private SandboxFaults() {}

    /**
     * A fault of the sandbox.
     *
     * @param credential what an upstream that repeats the credential repeats
     */
    static Fault of(FaultyWire.Fault fault, Requests at, int times, String credential) {
        return switch (fault) {
            case CUT_BEFORE_THE_WORK -> Fault.of(Kind.RESET_BEFORE, at.method(), at.path(), times);
            case CUT_AFTER_THE_WORK -> Fault.of(Kind.RESET_AFTER, at.method(), at.path(), times);
            case TRUNCATED_ANSWER -> Fault.of(Kind.TRUNCATED_BODY, at.method(), at.path(), times);
            case LATE_ANSWER ->
                Fault.of(Kind.DELAY, at.method(), at.path(), times).lasting(LATE);
            case TOO_MANY_REQUESTS -> status(429, Map.of("Retry-After", "1"), at, times);
            case TOO_MANY_REQUESTS_FOR_AN_HOUR -> status(429, Map.of("Retry-After", "3600"), at, times);
            case UNAVAILABLE -> status(503, Map.of(), at, times);
            case UNAVAILABLE_FOR_A_MOMENT -> status(503, Map.of("Retry-After", "1"), at, times);
            case BAD_GATEWAY_PAGE -> Fault.of(Kind.HTML, at.method(), at.path(), times);
            case EXPIRED_TOKEN -> Fault.of(Kind.EXPIRED_TOKEN, at.method(), at.path(), times);
            case ECHOED_CREDENTIAL ->
                Fault.of(Kind.STATUS, at.method(), at.path(), times)
                        .answering(
                                400,
                                Map.of(),
                                "{\"error\":{\"code\":\"bad\",\"message\":\"refused for " + credential + "\"}}");
        };
    }

    private static Fault status(int status, Map<String, String> headers, Requests at, int times) {
        return Fault.status(status, headers, at.method(), at.path(), times);
    }
}
