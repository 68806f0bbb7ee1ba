package org.enterprisemcp.upstream.rest;

/** How one upstream words its refusals. */
@FunctionalInterface
public interface Dialect {

    /** Understands an answer whose status is not among the request's successes. It must not throw. */
    Refusal understand(RestAnswer answer, RestRequest request);
}
