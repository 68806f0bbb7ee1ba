package org.enterprisemcp.upstream.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.DuplicateRecord;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.record.RecordType;

/** Words the failures of one request. */
final class Failures {

    private final RestRequest request;

    Failures(RestRequest request) {
        this.request = request;
    }

    /** What a refusal is in the house's terms; {@link OutcomeKind#ALREADY_APPLIED} is none and must not come here. */
    McpServerException of(Refusal refusal, int status, Optional<Duration> retryAfter, CallFacts facts) {
        String message = sentence(status, refusal.message());
        return refusal.hint()
                .map(hint -> hinted(refusal, message, hint, retryAfter, facts))
                .orElseGet(() -> usual(refusal, message, retryAfter, facts));
    }

    private McpServerException usual(Refusal refusal, String message, Optional<Duration> retryAfter, CallFacts facts) {
        return switch (refusal.kind()) {
            case VALIDATION -> new UpstreamException.Validation(message, refusal.violations(), facts);
            case AUTH -> new TokenExpired(facts);
            case PERMISSION -> new UpstreamException.Permission(message, facts);
            case NOT_FOUND -> missing(message, false, facts);
            case NOT_FOUND_OR_FORBIDDEN -> missing(message, true, facts);
            case CONFLICT -> new UpstreamException.Conflict(message, facts);
            case DUPLICATE -> new DuplicateRecord(typeName(), Optional.empty(), message, facts);
            case RATE_LIMIT ->
                refusal.repeat() == Refusal.Repeat.NEVER
                        ? UpstreamException.RateLimit.exhausted(message, facts)
                        : new UpstreamException.RateLimit(message, retryAfter, facts);
            case SERVER, ALREADY_APPLIED -> new UpstreamException.Server(message, facts);
        };
    }

    /** The same with the dialect's own advice, where a failure has room for it. */
    private McpServerException hinted(
            Refusal refusal, String message, String hint, Optional<Duration> retryAfter, CallFacts facts) {
        return switch (refusal.kind()) {
            case VALIDATION -> new UpstreamException.Validation(message, refusal.violations(), hint, facts);
            case PERMISSION -> new UpstreamException.Permission(message, hint, facts);
            case NOT_FOUND, NOT_FOUND_OR_FORBIDDEN ->
                request.id().isEmpty()
                        ? new UpstreamException.NotFound(message, hint, facts)
                        : new RecordNotFound(typeName(), request.id().get().value(), hint, facts);
            case CONFLICT -> new UpstreamException.Conflict(message, hint, facts);
            case DUPLICATE -> new DuplicateRecord(typeName(), Optional.empty(), message, hint, facts);
            case SERVER -> new UpstreamException.Server(message, hint, facts);
            // Sign in again, wait: what helps here is the same with every upstream.
            case AUTH, RATE_LIMIT, ALREADY_APPLIED -> usual(refusal, message, retryAfter, facts);
        };
    }

    private String typeName() {
        return request.type().map(RecordType::value).orElse("");
    }

    /** A write that may or may not have happened, and how to find out. */
    UpstreamException.OutcomeUnknown outcomeUnknown(CallFacts facts) {
        return switch (request.safety()) {
            case CREATE, KEYED_CREATE ->
                new UpstreamException.OutcomeUnknown(
                        "The upstream may or may not have created the record: its answer did not say.",
                        "Do not create it again at once. Query for the record by what identifies it; create it only if it is not there.",
                        facts);
            case DELETE ->
                new UpstreamException.OutcomeUnknown(
                        "The upstream may or may not have deleted the record: its answer did not say.",
                        "Read the record to see whether it is still there, then decide.",
                        facts);
            case ACTION ->
                new UpstreamException.OutcomeUnknown(
                        "The upstream may or may not have done it: its answer did not say.",
                        "Do not ask for it again at once: read the record to see what became of it, then decide.",
                        facts);
            case WRITE, READ ->
                new UpstreamException.OutcomeUnknown(
                        "The upstream may or may not have changed the record: its answer did not say.",
                        "Read the record to see what it holds now, then decide.",
                        facts);
        };
    }

    /** A read's body that did not come in whole. */
    McpServerException ofBody(Exchange.BodyState state, int cap, CallFacts facts) {
        return switch (state) {
            case TOO_LARGE ->
                new UpstreamException.Validation(
                        "The upstream's answer is larger than " + cap
                                + " bytes. Ask for less at once: a smaller limit, fewer fields, a narrower query.",
                        List.of(),
                        facts);
            case TIMEOUT -> new UpstreamException.Timeout("The upstream did not finish its answer in time.", facts);
            case CANCELLED -> cancelled(facts);
            case BROKEN, WHOLE -> new UpstreamException.Server("The upstream's answer broke off.", facts);
        };
    }

    /** No status came back, to a call that changes nothing. */
    McpServerException unanswered(Exchange.Cause cause, CallFacts facts) {
        return switch (cause) {
            case TIMEOUT, CONNECT_TIMEOUT ->
                new UpstreamException.Timeout("The upstream did not answer in time.", facts);
            case CANCELLED -> cancelled(facts);
            default -> new UpstreamException.Server("The upstream gave no answer. " + cause.sentence(), facts);
        };
    }

    McpServerException notSent(Exchange.Cause cause, CallFacts facts) {
        return new UpstreamException.Connection("The upstream could not be called. " + cause.sentence(), facts);
    }

    McpServerException cancelled(CallFacts facts) {
        return new UpstreamException.Timeout("The call was cancelled before the upstream answered.", facts);
    }

    /** A status that nobody asked for: a redirect, or a success where another one was agreed on. */
    McpServerException unexpected(int status, CallFacts facts) {
        return status >= 300 && status < 400
                ? new UpstreamException.NotFound(
                        "The upstream redirects (status " + status
                                + "); redirects are not followed. The base URL or a name in the call may be wrong.",
                        facts)
                : new UpstreamException.Server(
                        "The upstream answered with status " + status + ", which this call does not expect.", facts);
    }

    private McpServerException missing(String message, boolean orForbidden, CallFacts facts) {
        if (request.type().isEmpty() || request.id().isEmpty()) {
            return new UpstreamException.NotFound(message, facts);
        }
        String type = request.type().get().value();
        String id = request.id().get().value();
        return orForbidden ? RecordNotFound.orForbidden(type, id, facts) : new RecordNotFound(type, id, facts);
    }

    private static String sentence(int status, String words) {
        String own = "The upstream answered with status " + status + statusText(status);
        return words.isEmpty() ? own + "." : own + ": " + words;
    }

    private static String statusText(int status) {
        return switch (status) {
            case 400 -> " (Bad Request)";
            case 403 -> " (Forbidden)";
            case 404 -> " (Not Found)";
            case 405 -> " (Method Not Allowed)";
            case 409 -> " (Conflict)";
            case 410 -> " (Gone)";
            case 412 -> " (Precondition Failed)";
            case 413 -> " (Content Too Large)";
            case 415 -> " (Unsupported Media Type)";
            case 422 -> " (Unprocessable Content)";
            case 429 -> " (Too Many Requests)";
            case 500 -> " (Internal Server Error)";
            case 501 -> " (Not Implemented)";
            case 502 -> " (Bad Gateway)";
            case 503 -> " (Service Unavailable)";
            case 504 -> " (Gateway Timeout)";
            default -> "";
        };
    }
}
