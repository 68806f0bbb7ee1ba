package org.enterprisemcp.application;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;

/** Says how the connection to the upstream is: where calls go, as whom, and whether the upstream lets them in. */
public final class ConnectionStatus {

    private final TargetPolicy targets;
    private final UpstreamTokens tokens;
    private final UpstreamCall calls;
    private final Upstream upstream;

    public ConnectionStatus(TargetPolicy targets, UpstreamTokens tokens, UpstreamCall calls, Upstream upstream) {
        this.targets = Objects.requireNonNull(targets, "targets");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.calls = Objects.requireNonNull(calls, "calls");
        this.upstream = Objects.requireNonNull(upstream, "upstream");
    }

    /**
     * A status report.
     *
     * @param target where calls go
     * @param notSignedIn why there is no credential to call with; empty when there is one
     * @param limits the limits and how far they are used; empty where the upstream tells none
     * @param check what came of the call that was made to find out; empty when none was made
     */
    public record Report(
            Target target, Optional<AuthenticationException> notSignedIn, Fields limits, Optional<Check> check) {}

    /**
     * What came of a call that was made to find out.
     *
     * @param facts what the upstream told
     * @param failure why it did not let us in
     */
    public record Check(Fields facts, Optional<McpServerException> failure) {}

    /**
     * The report. A credential that is missing or refused is part of it and no failure.
     *
     * @param check whether the upstream shall be called to find out
     */
    public Answer<Report> handle(Caller caller, CallRequest request, boolean check) {
        Target target = targets.resolve(caller, request.target());
        Optional<AuthenticationException> notSignedIn = notSignedIn(caller, target);
        Optional<ConnectionProbe> probe = upstream.connection();
        Fields limits = probe.map(it -> it.limits(target)).orElse(Fields.empty());
        if (!check || notSignedIn.isPresent() || probe.isEmpty()) {
            return new Answer<>(new Report(target, notSignedIn, limits, Optional.empty()), CallFacts.none());
        }
        try {
            return calls.run("connection_status", caller, request, probe.get()::check)
                    .map(facts ->
                            new Report(target, notSignedIn, limits, Optional.of(new Check(facts, Optional.empty()))));
        } catch (McpServerException failure) {
            Check failed = new Check(Fields.empty(), Optional.of(failure));
            return new Answer<>(new Report(target, notSignedIn, limits, Optional.of(failed)), failure.facts());
        }
    }

    private Optional<AuthenticationException> notSignedIn(Caller caller, Target target) {
        try {
            tokens.forCaller(caller, target);
            return Optional.empty();
        } catch (AuthenticationException nobody) {
            return Optional.of(nobody);
        }
    }
}
