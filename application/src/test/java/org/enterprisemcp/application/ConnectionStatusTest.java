package org.enterprisemcp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.application.ConnectionStatus.Report;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException.Permission;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.target.TargetRequest;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.FakeTokens;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;
import org.junit.jupiter.api.Test;

class ConnectionStatusTest {

    private static final Caller ANN = new Caller("ann", Set.of(), Optional.empty());
    private static final Fields LIMITS = new Fields(Map.of("concurrency", 5));
    private static final Fields TOLD = new Fields(Map.of("role", "Sales"));

    private final Probe probe = new Probe();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void refusesATargetThatIsNotAllowed() {
        CallRequest elsewhere = CallRequest.of(new TargetRequest(Optional.of("initech"), Optional.empty()));

        assertThatThrownBy(() -> status(new FakeTokens(), Optional.of(probe)).handle(ANN, elsewhere, true))
                .isInstanceOf(Permission.class);
        assertThat(probe.scopes).isEmpty();
    }

    @Test
    void isNotSignedInWithoutACredentialAndCallsNobody() {
        Answer<Report> answer = status(new NobodySignedIn(), Optional.of(probe)).handle(ANN, CallRequest.plain(), true);

        assertThat(answer.value().notSignedIn()).isPresent();
        assertThat(answer.value().check()).isEmpty();
        assertThat(answer.value().limits()).isEqualTo(LIMITS);
        assertThat(answer.facts()).isEqualTo(CallFacts.none());
        assertThat(probe.scopes).isEmpty();
    }

    @Test
    void tellsTheUpstreamsRefusalAsPartOfTheReport() {
        probe.refusal = Optional.of(new Permission("Not you.", CallFacts.answered(403, 1)));
        Answer<Report> answer = status(new FakeTokens(), Optional.of(probe)).handle(ANN, CallRequest.plain(), true);

        assertThat(answer.value().notSignedIn()).isEmpty();
        assertThat(answer.facts()).isEqualTo(CallFacts.answered(403, 1));
        assertThat(answer.value().check()).hasValueSatisfying(check -> {
            assertThat(check.failure().map(McpServerException::code)).contains(ErrorCode.PERMISSION);
            assertThat(check.facts()).isEqualTo(Fields.empty());
        });
        assertThat(observer.observations())
                .singleElement()
                .satisfies(seen -> assertThat(seen.failure()).contains(ErrorCode.PERMISSION));
    }

    @Test
    void makesNoCallUnlessItIsAskedTo() {
        Answer<Report> answer = status(new FakeTokens(), Optional.of(probe)).handle(ANN, CallRequest.plain(), false);

        assertThat(answer.value().notSignedIn()).isEmpty();
        assertThat(answer.value().check()).isEmpty();
        assertThat(answer.value().limits()).isEqualTo(LIMITS);
        assertThat(probe.scopes).isEmpty();
        assertThat(observer.observations()).isEmpty();
    }

    @Test
    void cannotCheckAnUpstreamWithoutAProbe() {
        Answer<Report> answer = status(new FakeTokens(), Optional.empty()).handle(ANN, CallRequest.plain(), true);

        assertThat(answer.value().notSignedIn()).isEmpty();
        assertThat(answer.value().check()).isEmpty();
        assertThat(answer.value().limits()).isEqualTo(Fields.empty());
    }

    @Test
    void bringsWhatTheUpstreamTells() {
        Answer<Report> answer = status(new FakeTokens(), Optional.of(probe)).handle(ANN, CallRequest.plain(), true);

        assertThat(answer.value().target().label()).isEqualTo("acme");
        assertThat(answer.value().check()).hasValueSatisfying(check -> {
            assertThat(check.facts()).isEqualTo(TOLD);
            assertThat(check.failure()).isEmpty();
        });
        assertThat(answer.facts()).isEqualTo(CallFacts.answered(200, 1));
        assertThat(probe.scopes).hasSize(1);
    }

    private ConnectionStatus status(UpstreamTokens tokens, Optional<ConnectionProbe> connection) {
        SomePorts upstream = new SomePorts(new FakeUpstream(), Set.of(), connection);
        TargetPolicy targets = new TargetPolicy(upstream, Optional.of(new AccountId("acme")), Set.of(), Set.of());
        UpstreamCall calls = new UpstreamCall(targets, tokens, observer, new MutableClock(), Duration.ofSeconds(30));
        return new ConnectionStatus(targets, tokens, calls, upstream);
    }

    private static final class Probe implements ConnectionProbe {
        private final List<CallScope> scopes = new ArrayList<>();
        private Optional<McpServerException> refusal = Optional.empty();

        @Override
        public Fields limits(Target target) {
            return LIMITS;
        }

        @Override
        public Answer<Fields> check(CallScope scope) {
            scopes.add(scope);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return new Answer<>(TOLD, CallFacts.answered(200, 1));
        }
    }

    private static final class NobodySignedIn implements UpstreamTokens {
        @Override
        public UpstreamToken forCaller(Caller caller, Target target) {
            throw new NoSession("Sign in.");
        }

        @Override
        public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
            throw new NoSession("Sign in.");
        }
    }
}
