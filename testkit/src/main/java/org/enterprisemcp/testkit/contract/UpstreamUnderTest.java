package org.enterprisemcp.testkit.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;

/**
 * An upstream that is ready to be tested. Each test gets one of its own, so that no limit or cache of an earlier test is in its
 * way; the system behind it may be the same for all.
 *
 * @param upstream the adapter
 * @param scopes makes the scope of a call, with a credential that is accepted and a deadline so far from now; a negative time is
 *     a deadline that has passed
 * @param wire the way to the system behind the adapter
 */
public record UpstreamUnderTest(Upstream upstream, Function<Duration, CallScope> scopes, FaultyWire wire)
        implements AutoCloseable {

    public UpstreamUnderTest {
        Objects.requireNonNull(upstream, "upstream");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(wire, "wire");
    }

    /** Closes the adapter. */
    @Override
    public void close() {
        upstream.close();
    }
}
