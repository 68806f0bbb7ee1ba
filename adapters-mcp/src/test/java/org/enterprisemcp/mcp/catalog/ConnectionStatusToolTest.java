package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.application.TargetPolicy;
import org.enterprisemcp.application.UpstreamCall;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;
import org.junit.jupiter.api.Test;

/** What a caller without a credential is told. */
class ConnectionStatusToolTest {

    private final CapableUpstream upstream = new CapableUpstream(new FakeUpstream(), TestGuide.everything());
    private final MutableClock clock = new MutableClock();
    private final JsonCodec codec = new JsonCodec();

    @Test
    void reportsAMissingCredentialAndHowToGetOne() {
        Map<?, ?> data = data(new NoSession("Sign in at /login."));
        assertThat(data.get("signed_in")).isEqualTo(false);
        assertThat(data.get("hint")).isEqualTo("Sign in at /login.");
        assertThat(data.get("check")).isNull();
        assertThat(data.get("base_url")).isEqualTo("https://acme.fake.example/v1/");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void reportsACredentialThatCannotBeRenewed() {
        TokenRefresh expired = new TokenRefresh("The grant has ended.", CallFacts.none());
        Map<?, ?> data = data(expired);
        assertThat(data.get("signed_in")).isEqualTo(false);
        assertThat(data.get("hint")).isEqualTo(expired.hint());
    }

    private Map<?, ?> data(AuthenticationException refusal) {
        McpTool tool = catalog(refusal).tools().getFirst();
        CallContext context = new SilentContext();
        var reply = tool.call(
                        Caller.anonymous(), codec.mapper().createObjectNode().put("check", true), context)
                .settled(context);
        assertThat(reply).isInstanceOf(Reply.Complete.class);
        ToolResult result = ((Reply.Complete<ToolResult>) reply).result();
        assertThat(result.isError()).as(result.toString()).isFalse();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tool.outputSchema().orElseThrow());
        assertThat(schema.validate(
                        codec.mapper().valueToTree(result.structured().orElseThrow())))
                .isEmpty();
        return (Map<?, ?>)
                Objects.requireNonNull(((Map<?, ?>) result.structured().orElseThrow()).get("data"));
    }

    private McpCatalog catalog(AuthenticationException refusal) {
        TargetPolicy targets = new TargetPolicy(upstream, Optional.of(new AccountId("acme")), Set.of(), Set.of());
        UpstreamTokens nobody = new UpstreamTokens() {
            @Override
            public UpstreamToken forCaller(Caller caller, Target target) {
                throw refusal;
            }

            @Override
            public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
                throw refusal;
            }
        };
        UpstreamCall calls = new UpstreamCall(targets, nobody, new RecordingObserver(), clock, upstream.callBudget());
        return McpCatalog.of(
                new UseCases(upstream, targets, nobody, calls),
                ToolSelection.of(List.of("connection_status")),
                new FakeStateStore(clock),
                clock);
    }
}
