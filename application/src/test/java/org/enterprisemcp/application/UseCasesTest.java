package org.enterprisemcp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown;
import org.enterprisemcp.domain.error.UpstreamException.Permission;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.TargetRequest;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;
import org.enterprisemcp.testkit.FakeTokens;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RecordingObserver;
import org.junit.jupiter.api.Test;

class UseCasesTest {

    private static final Caller ANN = new Caller("ann", Scope.ALL, Optional.empty(), new SignIn.None());
    private static final CallRequest DEFAULT = CallRequest.plain();
    private static final RecordType CUSTOMER = new RecordType("customer");
    private static final CallFacts EXPIRED = CallFacts.answered(401, 1);

    private final FakeUpstream upstream = new FakeUpstream();
    private final FakeTokens tokens = new FakeTokens();
    private final RecordingObserver observer = new RecordingObserver();
    private final MutableClock clock = new MutableClock();
    private final UpstreamCall calls = new UpstreamCall(
            new TargetPolicy(upstream, Optional.of(new AccountId("acme")), Set.of(), Set.of()),
            tokens,
            observer,
            clock,
            Duration.ofSeconds(30));

    private final CreateRecord createRecord = new CreateRecord(calls, upstream);
    private final GetRecord getRecord = new GetRecord(calls, upstream);
    private final UpdateRecord updateRecord = new UpdateRecord(calls, upstream);
    private final DeleteRecord deleteRecord = new DeleteRecord(calls, upstream);
    private final ExecuteQuery executeQuery = new ExecuteQuery(calls, upstream);

    @Test
    void sendsNothingToATargetThatIsNotAllowed() {
        CallRequest elsewhere = CallRequest.of(new TargetRequest(Optional.of("initech"), Optional.empty()));
        assertThatThrownBy(() -> createRecord.handle(ANN, elsewhere, draft("Acme")))
                .isInstanceOf(Permission.class);
        assertThat(upstream.scopes()).isEmpty();
        assertThat(observer.observations())
                .singleElement()
                .satisfies(seen -> assertThat(seen.target()).isEmpty())
                .satisfies(seen -> assertThat(seen.failure()).contains(ErrorCode.PERMISSION));
    }

    @Test
    void renewsAnExpiredTokenOnceAndReplaysTheCall() {
        upstream.failNext(new TokenExpired(EXPIRED));
        Answer<WrittenRecord> created = createRecord.handle(ANN, DEFAULT, draft("Acme"));

        assertThat(created.facts().attempts()).isEqualTo(2);
        assertThat(tokens.renewals()).isEqualTo(1);
        assertThat(upstream.scopes())
                .extracting(scope -> scope.token())
                .containsExactly(bearer("token-of-ann-0"), bearer("token-of-ann-1"));
        assertThat(upstream.scopes())
                .extracting(scope -> scope.deadline())
                .containsOnly(clock.instant().plusSeconds(30));
    }

    @Test
    void givesUpWhenTheRenewedTokenIsRefusedToo() {
        upstream.failNext(new TokenExpired(EXPIRED)).failNext(new TokenExpired(EXPIRED));
        assertThatThrownBy(() -> getRecord.handle(ANN, DEFAULT, CUSTOMER, new RecordId("1")))
                .isInstanceOf(TokenExpired.class);
        assertThat(upstream.scopes()).hasSize(2);
        assertThat(tokens.renewals()).isEqualTo(1);
    }

    @Test
    void neverRepeatsAWriteWhoseOutcomeIsUnknown() {
        upstream.failNext(new OutcomeUnknown("No answer came.", "Query first.", CallFacts.unanswered(1)));
        assertThatThrownBy(() -> createRecord.handle(ANN, DEFAULT, draft("Acme")))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(upstream.scopes()).hasSize(1);
    }

    @Test
    void observesEveryCallOnceWithItsOutcome() {
        createRecord.handle(ANN, DEFAULT, draft("Acme"));
        assertThatThrownBy(() -> deleteRecord.handle(ANN, DEFAULT, CUSTOMER, new RecordId("99")))
                .isInstanceOf(RecordNotFound.class);

        assertThat(observer.observations())
                .extracting(Observation::operation, Observation::failure, Observation::target)
                .containsExactly(
                        tuple("create_record", Optional.empty(), Optional.of("acme")),
                        tuple("delete_record", Optional.of(ErrorCode.RECORD_NOT_FOUND), Optional.of("acme")));
    }

    @Test
    void createsReadsUpdatesQueriesAndDeletesARecord() {
        RecordId id =
                createRecord.handle(ANN, DEFAULT, draft("Acme")).value().id().orElseThrow();
        updateRecord.handle(ANN, DEFAULT, new RecordPatch(CUSTOMER, id, new Fields(Map.of("city", "Bern"))));

        assertThat(getRecord.handle(ANN, DEFAULT, CUSTOMER, id).value().fields().values())
                .containsEntry("name", "Acme")
                .containsEntry("city", "Bern");
        QueryPage page = executeQuery
                .handle(ANN, DEFAULT, new Query("customer", OptionalInt.empty(), 0))
                .value();
        assertThat(page.items()).hasSize(1);
        assertThat(page.truncated()).isFalse();

        deleteRecord.handle(ANN, DEFAULT, CUSTOMER, id);
        assertThatThrownBy(() -> getRecord.handle(ANN, DEFAULT, CUSTOMER, id)).isInstanceOf(RecordNotFound.class);
    }

    private static RecordDraft draft(String name) {
        return new RecordDraft(CUSTOMER, new Fields(Map.of("name", name)));
    }

    private static Bearer bearer(String token) {
        return new Bearer(new Secret(token));
    }
}
