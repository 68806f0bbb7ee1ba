package org.enterprisemcp.upstream.rest;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.upstream.rest.Exchange.Answered;
import org.enterprisemcp.upstream.rest.Exchange.BodyState;
import org.enterprisemcp.upstream.rest.Exchange.Cause;
import org.enterprisemcp.upstream.rest.Exchange.NotSent;
import org.enterprisemcp.upstream.rest.Exchange.Unanswered;

/** Says what the end of an exchange means: done, or failed in one of the four classes. */
final class Judge {

    private static final Duration NEXT_FREE_CONNECTION = Duration.ofSeconds(2);

    private final RestRequest request;
    private final Dialect dialect;
    private final Failures failures;
    private final EngineOptions options;
    private final JsonCodec json;
    private final RetryAfter retryAfter;
    private final List<String> secrets;
    private final Optional<ResponseClassifier> classifier;

    /**
     * @param secrets what must not come back in an error's text
     * @param classifier who is asked before the dialect
     */
    Judge(
            RestRequest request,
            Dialect dialect,
            Optional<ResponseClassifier> classifier,
            EngineOptions options,
            JsonCodec json,
            RetryAfter retryAfter,
            List<String> secrets) {
        this.request = request;
        this.dialect = dialect;
        this.failures = new Failures(request);
        this.options = options;
        this.json = json;
        this.retryAfter = retryAfter;
        this.secrets = secrets;
        this.classifier = classifier;
    }

    /** The same that keeps back further secrets. */
    Judge keepingBack(List<String> further) {
        List<String> all = new ArrayList<>(secrets);
        all.addAll(further);
        return new Judge(request, dialect, classifier, options, json, retryAfter, all);
    }

    Failures failures() {
        return failures;
    }

    Verdict judge(Exchange exchange, CallFacts earlier) {
        return switch (exchange) {
            case NotSent notSent ->
                notSent(notSent.cause(), CallFacts.unanswered(1).after(earlier));
            case Unanswered unanswered ->
                unanswered(unanswered.cause(), CallFacts.unanswered(1).after(earlier));
            case Answered answered -> answered(answered, earlier);
        };
    }

    private Verdict notSent(Cause cause, CallFacts facts) {
        return switch (cause) {
            case CANCELLED -> Verdict.Failed.byUs(FailureClass.NOT_SENT, failures.cancelled(facts));
            case NO_FREE_CONNECTION ->
                Verdict.Failed.byUs(
                        FailureClass.NOT_SENT,
                        new UpstreamException.RateLimit(
                                "All connections to the upstream are in use.",
                                Optional.of(NEXT_FREE_CONNECTION),
                                facts));
            default -> Verdict.Failed.forNow(FailureClass.NOT_SENT, failures.notSent(cause, facts));
        };
    }

    private Verdict unanswered(Cause cause, CallFacts facts) {
        McpServerException failure = failures.unanswered(cause, facts);
        return cause == Cause.CANCELLED
                ? Verdict.Failed.byUs(FailureClass.AMBIGUOUS, failure)
                : Verdict.Failed.forNow(FailureClass.AMBIGUOUS, failure);
    }

    private Verdict answered(Answered answered, CallFacts earlier) {
        RestAnswer answer = answer(answered, earlier, request.isSuccess(answered.status()));
        int status = answer.status();
        if (classifier.isPresent()) {
            Optional<Verdict> classified =
                    classified(classifier.get(), answered.body().state(), answer);
            if (classified.isPresent()) {
                return classified.get();
            }
        }
        if (status < 400 && dialect.isRefusal(answer, request)) {
            RestAnswer asError = answer(answered, earlier, false);
            return refused(asError, dialect.understand(asError, request));
        }
        if (request.isSuccess(status)) {
            return succeeded(answered.body().state(), answer);
        }
        if (status < 400) {
            return unexpected(answer);
        }
        return refused(answer, dialect.understand(answer, request));
    }

    /** A success whose body was lost on the way shows the classifier nothing; what it means is known without it. */
    private Optional<Verdict> classified(ResponseClassifier asked, BodyState state, RestAnswer answer) {
        if (state != BodyState.WHOLE && request.isSuccess(answer.status())) {
            return Optional.empty();
        }
        try {
            return asked.classify(answer, request).map(refusal -> refused(answer, refusal.cleaned()));
        } catch (RuntimeException | LinkageError | StackOverflowError mistake) {
            McpServerException failure =
                    new ExtensionFault("The response classifier " + asked.name()).threw(mistake, answer.facts());
            return Optional.of(Verdict.Failed.forGood(
                    answer.status() < 400 ? FailureClass.AMBIGUOUS : FailureClass.ofStatus(answer.status(), false),
                    Verdict.Health.HEALTHY,
                    failure));
        }
    }

    /** A write whose status says success did happen, even where the rest of the answer was lost on the way. */
    private Verdict succeeded(BodyState state, RestAnswer answer) {
        if (state == BodyState.WHOLE || request.safety().changesSomething()) {
            return new Verdict.Done(answer);
        }
        McpServerException failure = failures.ofBody(state, options.maxBody(), answer.facts());
        return switch (state) {
            case TOO_LARGE -> Verdict.Failed.forGood(FailureClass.PERMANENT, Verdict.Health.HEALTHY, failure);
            case CANCELLED -> Verdict.Failed.byUs(FailureClass.AMBIGUOUS, failure);
            case TIMEOUT, BROKEN, WHOLE -> Verdict.Failed.forNow(FailureClass.AMBIGUOUS, failure);
        };
    }

    /** Another 2xx than agreed, and 303 after a write, mean that something may well have happened. */
    private Verdict unexpected(RestAnswer answer) {
        boolean mayHaveHappened = answer.status() < 300 || answer.status() == 303;
        return Verdict.Failed.forGood(
                mayHaveHappened ? FailureClass.AMBIGUOUS : FailureClass.PERMANENT,
                Verdict.Health.HEALTHY,
                failures.unexpected(answer.status(), answer.facts()));
    }

    private Verdict refused(RestAnswer answer, Refusal refusal) {
        if (refusal.kind() == OutcomeKind.ALREADY_APPLIED) {
            return new Verdict.Done(answer.withoutBody());
        }
        Optional<Duration> wait = dialect.wait(answer, refusal).or(() -> retryAfter.of(answer));
        int status = answer.status();
        FailureClass failureClass = switch (refusal.repeat()) {
            case NEVER -> FailureClass.PERMANENT;
            case REFUSED_UNPROCESSED -> FailureClass.REFUSED;
            case MAY_HAVE_HAPPENED -> FailureClass.AMBIGUOUS;
            case AS_THE_STATUS_SAYS, POINTLESS -> FailureClass.ofStatus(status, wait.isPresent());
            case WORTHWHILE -> status < 500 ? FailureClass.REFUSED : FailureClass.ofStatus(status, wait.isPresent());
        };
        boolean repeat = switch (refusal.repeat()) {
            case NEVER, POINTLESS -> false;
            case REFUSED_UNPROCESSED, WORTHWHILE, MAY_HAVE_HAPPENED -> true;
            case AS_THE_STATUS_SAYS -> FailureClass.isWorthRepeating(status);
        };
        boolean throttled = failureClass == FailureClass.REFUSED || refusal.kind() == OutcomeKind.RATE_LIMIT;
        return new Verdict.Failed(
                failureClass,
                failureClass == FailureClass.AMBIGUOUS ? Verdict.Health.UNHEALTHY : Verdict.Health.HEALTHY,
                repeat,
                failures.of(refusal, status, wait, answer.facts()),
                throttled ? wait : Optional.empty(),
                Optional.of(answer));
    }

    private RestAnswer answer(Answered answered, CallFacts earlier, boolean success) {
        boolean whole = answered.body().state() == BodyState.WHOLE;
        String text = success ? "" : shownText(answered);
        boolean keptBack = !success && text.isEmpty();
        RestAnswer bare = new RestAnswer(
                answered.status(), answered.headers(), MissingNode.getInstance(), text, CallFacts.none());
        CallFacts facts = new CallFacts(OptionalInt.of(answered.status()), 1, operationId(bare)).after(earlier);
        return new RestAnswer(
                answered.status(),
                answered.headers(),
                whole && !keptBack ? json.read(answered.body().bytes()) : MissingNode.getInstance(),
                text,
                facts);
    }

    private Optional<String> operationId(RestAnswer answer) {
        String ids = options.operationIdHeaders().stream()
                .flatMap(header -> answer.header(header).stream())
                .map(SafeText::of)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.joining("; "));
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    /** An error that repeats our own credential is kept back as a whole. */
    private String shownText(Answered answered) {
        String text = new String(answered.body().bytes(), StandardCharsets.UTF_8);
        return secrets.stream().anyMatch(secret -> !secret.isEmpty() && text.contains(secret)) ? "" : text;
    }
}
