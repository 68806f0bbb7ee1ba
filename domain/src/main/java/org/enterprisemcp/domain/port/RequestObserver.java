package org.enterprisemcp.domain.port;

/** Sees every request of a client from its beginning to its end: the place for traces and metrics. It must not throw. */
@FunctionalInterface
public interface RequestObserver {

    /** A request has come in. What is returned travels with it, as a value, until it has ended. */
    RequestSpan began(RequestStart request);

    /** Both see every request, this one first. */
    default RequestObserver and(RequestObserver next) {
        return request -> began(request).and(next.began(request));
    }

    /** Nobody looks. */
    static RequestObserver none() {
        return _ -> RequestSpan.none();
    }
}
