package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.upstream.rest.Dialect;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.Refusal;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** The refusals of a described upstream. */
final class DescribedDialect implements Dialect {

    private final Descriptor descriptor;
    private final Clock clock;

    DescribedDialect(Descriptor descriptor, Clock clock) {
        this.descriptor = descriptor;
        this.clock = clock;
    }

    @Override
    public boolean isRefusal(RestAnswer answer, RestRequest request) {
        return meansSeveral(answer, request) || descriptor.errors().isRefusal(answer, request);
    }

    @Override
    public Refusal understand(RestAnswer answer, RestRequest request) {
        return meansSeveral(answer, request)
                ? new Refusal(
                        OutcomeKind.CONFLICT,
                        Refusal.Repeat.NEVER,
                        "The key fits more than one record; nothing was changed.",
                        List.of())
                : descriptor.errors().understand(answer, request);
    }

    @Override
    public Optional<Duration> wait(RestAnswer answer, Refusal refusal) {
        Throttle throttle = descriptor.throttle();
        Optional<Duration> said = throttle.retryAfter().flatMap(time -> time.in(answer, clock.instant()));
        boolean byReset = refusal.kind() == OutcomeKind.RATE_LIMIT
                && answer.header("Retry-After").isEmpty();
        return said.or(() ->
                        byReset ? throttle.reset().flatMap(time -> time.in(answer, clock.instant())) : Optional.empty())
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private boolean meansSeveral(RestAnswer answer, RestRequest request) {
        return descriptor
                .operation(request.operation())
                .filter(operation -> operation.reply().ambiguous().contains(answer.status()))
                .isPresent();
    }
}
