package org.enterprisemcp.domain.port;

import java.util.Objects;
import org.enterprisemcp.domain.target.TargetRequest;

/**
 * What comes with a call besides its content. Nothing of it is trusted yet; what is left of it after the policies have looked is
 * the adapter's {@link CallScope}.
 *
 * @param target where the caller would like the call to go
 * @param options further arguments that only this upstream knows
 * @param progress who wants to hear how far the call has come
 * @param origin what observers may know of where it comes from
 */
public record CallRequest(TargetRequest target, CallOptions options, ProgressListener progress, CallOrigin origin) {

    private static final CallRequest PLAIN = of(TargetRequest.unspecified());

    public CallRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(origin, "origin");
    }

    /** From where nobody knows. */
    public CallRequest(TargetRequest target, CallOptions options, ProgressListener progress) {
        this(target, options, progress, CallOrigin.unknown());
    }

    /** To the default target, without options, and nobody listens. */
    public static CallRequest plain() {
        return PLAIN;
    }

    /** To a target, without options, and nobody listens. */
    public static CallRequest of(TargetRequest target) {
        return new CallRequest(target, CallOptions.none(), ProgressListener.none());
    }

    /** The same with these options. */
    public CallRequest with(CallOptions others) {
        return new CallRequest(target, others, progress, origin);
    }

    /** The same for a request that observers may know of. */
    public CallRequest from(CallOrigin other) {
        return new CallRequest(target, options, progress, other);
    }
}
