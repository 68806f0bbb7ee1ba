package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.application.TargetPolicy;
import org.enterprisemcp.application.UpstreamCall;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.FakeTokens;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;

/** The catalog of an upstream in memory. */
public final class TestCatalog {

    private TestCatalog() {}

    /** With every tool that the upstream can have. */
    public static McpCatalog of(FakeUpstream upstream, MutableClock clock) {
        return of(upstream, ToolSelection.of(List.of("all")), clock);
    }

    /** With some tools. */
    public static McpCatalog of(Upstream upstream, ToolSelection selection, MutableClock clock) {
        TargetPolicy targets = new TargetPolicy(upstream, Optional.of(new AccountId("acme")), Set.of(), Set.of());
        FakeTokens tokens = new FakeTokens();
        UpstreamCall calls = new UpstreamCall(targets, tokens, new RecordingObserver(), clock, upstream.callBudget());
        return McpCatalog.of(
                new UseCases(upstream, targets, tokens, calls), selection, new FakeStateStore(clock), clock);
    }
}
