package org.enterprisemcp.domain.port;

import java.time.Instant;
import java.util.Objects;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.UpstreamToken;

/**
 * Everything that an adapter needs to know of the call around its own request.
 *
 * @param target where to, already allowed
 * @param token what to show there
 * @param deadline when the whole tool call must be over; no attempt may begin that could not end before it
 * @param options further arguments that only this upstream knows
 * @param progress who wants to hear how far the call has come
 * @param span who wants to see each request that is sent upstream
 */
public record CallScope(
        Target target,
        UpstreamToken token,
        Instant deadline,
        CallOptions options,
        ProgressListener progress,
        RequestSpan span) {

    public CallScope {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(span, "span");
    }

    /** A scope that nobody observes. */
    public CallScope(
            Target target, UpstreamToken token, Instant deadline, CallOptions options, ProgressListener progress) {
        this(target, token, deadline, options, progress, RequestSpan.none());
    }

    /** A scope without options, and nobody listens. */
    public CallScope(Target target, UpstreamToken token, Instant deadline) {
        this(target, token, deadline, CallOptions.none(), ProgressListener.none());
    }

    /** The same with another credential. */
    public CallScope showing(UpstreamToken other) {
        return new CallScope(target, other, deadline, options, progress, span);
    }
}
