package org.enterprisemcp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.enterprisemcp.application.LinkRecords.Mode;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.batch.RecordBatch.Operation;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.SublistRequest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the use cases of the optional ports have in common: they hand everything on, and every call is seen. */
class PassThroughTest {

    private static final Caller ANN = new Caller("ann", Scope.ALL, Optional.empty(), new SignIn.None());
    private static final RecordType ORDER = new RecordType("order");
    private static final RecordType INVOICE = new RecordType("invoice");
    private static final RecordId SEVEN = new RecordId("7");
    private static final Fields MEMO = new Fields(Map.of("memo", "first"));
    private static final RecordLink LINK = new RecordLink(ORDER, SEVEN, INVOICE, new RecordId("8"), MEMO);
    private static final CallFacts FACTS = new CallFacts(OptionalInt.of(200), 2, Optional.of("op-1"));
    private static final QueryPage PAGE =
            new QueryPage(List.of(MEMO), OptionalLong.of(9), OptionalInt.of(1), List.of("A note."));
    private static final WrittenRecord WRITTEN =
            new WrittenRecord(INVOICE, Optional.of(new RecordId("8")), Optional.of(MEMO));

    private final RecordingObserver observer = new RecordingObserver();
    private final MutableClock clock = new MutableClock();
    private final UpstreamCall calls = new UpstreamCall(
            new TargetPolicy(
                    new FakeUpstream(), Optional.of(new AccountId("acme")), Set.of(new AccountId("globex")), Set.of()),
            new FakeTokens(),
            observer,
            clock,
            Duration.ofSeconds(30));
    private final List<CallScope> scopes = new ArrayList<>();
    private final List<Object> asked = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();

    /** The use cases of the optional ports, by the name under which they are observed. */
    enum Called {
        UPSERT_RECORD,
        SEARCH_RECORDS,
        GET_SUBLIST,
        TRANSFORM_RECORD,
        RUN_RECORD_ACTION,
        GET_FIELD_OPTIONS,
        LINK_RECORDS,
        BATCH_RECORDS,
        GET_JOB,
        LIST_DATASETS,
        RUN_DATASET,
        LIST_RECORD_TYPES,
        DESCRIBE_RECORD,
        DESCRIBE_QUERY_TABLE;

        String operation() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesATargetThatIsNotAllowedAndSendsNothing(Called useCase) {
        CallRequest elsewhere = CallRequest.of(new TargetRequest(Optional.of("initech"), Optional.empty()));

        assertThatThrownBy(() -> call(useCase, elsewhere)).hasMessageContaining("initech");
        assertThat(scopes).isEmpty();
        assertThat(observer.observations())
                .singleElement()
                .extracting(Observation::operation, Observation::failure)
                .containsExactly(useCase.operation(), Optional.of(ErrorCode.PERMISSION));
    }

    @ParameterizedTest
    @EnumSource
    void handsCallerTargetOptionsAndProgressOnAndBringsThePortsOwnAnswer(Called useCase) {
        CallOptions options = CallOptions.of(Map.of("dry_run", true));
        ProgressListener listener = (done, total, message) -> {};
        TargetRequest globex = new TargetRequest(Optional.of("globex"), Optional.empty());

        Answer<?> answer = call(useCase, new CallRequest(globex, options, listener));

        assertThat(answer.facts()).isEqualTo(FACTS);
        assertThat(scopes).singleElement().satisfies(scope -> {
            assertThat(scope.token()).isEqualTo(new Bearer(new Secret("token-of-ann-0")));
            assertThat(scope.target().account()).contains(new AccountId("globex"));
            assertThat(scope.deadline()).isEqualTo(clock.instant().plusSeconds(30));
            assertThat(scope.options()).isSameAs(options);
            assertThat(scope.progress()).isSameAs(listener);
        });
        assertThat(heard).isNotEmpty().isEqualTo(asked);
    }

    @ParameterizedTest
    @EnumSource
    void isObservedOnceWithItsNameAndTheFactsOfTheExchange(Called useCase) {
        CallOrigin origin = new CallOrigin(Optional.empty(), Optional.of("modern"), Optional.of("0af7"));
        CallRequest request =
                new CallRequest(TargetRequest.unspecified(), CallOptions.none(), ProgressListener.none(), origin);
        assertThat(call(useCase, request).facts()).isEqualTo(FACTS);
        assertThat(observer.observations())
                .containsExactly(new Observation(
                        useCase.operation(), ANN, Optional.of("acme"), Optional.empty(), FACTS, Duration.ZERO, origin));
    }

    @Test
    void attachesOrDetachesAsTheModeSays() {
        LinkRecords linkRecords = new LinkRecords(calls, new Links());
        linkRecords.handle(ANN, CallRequest.plain(), Mode.DETACH, LINK);
        linkRecords.handle(ANN, CallRequest.plain(), Mode.ATTACH, LINK);

        assertThat(heard).containsExactly("detach", LINK, "attach", LINK);
    }

    @Test
    void describesTheOneTableThatIsNamedAndElseListsAll() {
        DescribeQueryTables describe = new DescribeQueryTables(calls, new Tables());
        List<QueryTable> one = describe.handle(
                        ANN, CallRequest.plain(), Optional.of("transaction"), Optional.of("date"))
                .value();
        List<QueryTable> all = describe.handle(ANN, CallRequest.plain(), Optional.empty(), Optional.of("trans"))
                .value();

        assertThat(one).extracting(QueryTable::name).containsExactly("transaction");
        assertThat(all).extracting(QueryTable::name).containsExactly("transaction", "transactionline");
        assertThat(heard).containsExactly("table", "transaction", Optional.of("date"), "tables", Optional.of("trans"));
    }

    @Test
    void neverRepeatsATransformWhoseOutcomeIsUnknown() {
        TransformRecord transformRecord = new TransformRecord(calls, (scope, transform) -> {
            scopes.add(scope);
            throw new OutcomeUnknown("No answer came.", "Query first.", CallFacts.unanswered(1));
        });
        RecordTransform invoice = new RecordTransform(ORDER, SEVEN, INVOICE, Fields.empty());

        assertThatThrownBy(() -> transformRecord.handle(ANN, CallRequest.plain(), invoice))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(scopes).hasSize(1);
    }

    private Answer<?> call(Called useCase, CallRequest request) {
        return switch (useCase) {
            case UPSERT_RECORD -> {
                var asked = new RecordUpsert(ORDER, "EXT-1", MEMO);
                yield new UpsertRecord(calls, (scope, upsert) -> port(scope, WRITTEN, upsert))
                        .handle(ANN, asking(request, asked), asked);
            }
            case SEARCH_RECORDS -> {
                var asked = new RecordSearch(ORDER, List.of(), Optional.of("total > 1"), List.of("memo"), 5, 10);
                yield new SearchRecords(calls, (scope, search) -> port(scope, PAGE, search))
                        .handle(ANN, asking(request, asked), asked);
            }
            case GET_SUBLIST -> {
                var asked = new SublistRequest(ORDER, SEVEN, "item", 5, 10);
                yield new GetSublist(calls, (scope, wanted) -> port(scope, PAGE, wanted))
                        .handle(ANN, asking(request, asked), asked);
            }
            case TRANSFORM_RECORD -> {
                var asked = new RecordTransform(ORDER, SEVEN, INVOICE, MEMO);
                yield new TransformRecord(calls, (scope, transform) -> port(scope, WRITTEN, transform))
                        .handle(ANN, asking(request, asked), asked);
            }
            case RUN_RECORD_ACTION -> {
                var asked = new RecordAction(ORDER, SEVEN, "approve", MEMO);
                yield new RunRecordAction(calls, (scope, action) -> port(scope, MEMO, action))
                        .handle(ANN, asking(request, asked), asked);
            }
            case GET_FIELD_OPTIONS -> {
                var asked = new FieldChoicesRequest(
                        ORDER, List.of("status"), Optional.of(SEVEN), MEMO, Optional.of("op"), 5);
                yield new GetFieldOptions(calls, (scope, wanted) -> port(scope, List.of(), wanted))
                        .handle(ANN, asking(request, asked), asked);
            }
            case LINK_RECORDS ->
                new LinkRecords(calls, new Links()).handle(ANN, asking(request, "attach", LINK), Mode.ATTACH, LINK);
            case BATCH_RECORDS -> {
                var asked = new RecordBatch(
                        Operation.CREATE, ORDER, List.of(MEMO), true, Optional.of("k-1"), Duration.ofSeconds(9));
                yield new BatchRecords(calls, new Batches()).handle(ANN, asking(request, asked), asked);
            }
            case GET_JOB -> {
                var asked = new JobRequest("41", Optional.of("2"), Duration.ofSeconds(9));
                yield new GetJob(calls, new Batches()).handle(ANN, asking(request, asked), asked);
            }
            case LIST_DATASETS ->
                new ListDatasets(calls, new Saved()).handle(ANN, asking(request, "list", 5, 10), 5, 10);
            case RUN_DATASET ->
                new RunDataset(calls, new Saved()).handle(ANN, asking(request, "run", "d-1", 5, 10), "d-1", 5, 10);
            case LIST_RECORD_TYPES -> {
                Optional<String> search = Optional.of("ord");
                yield new ListRecordTypes(calls, new Catalog()).handle(ANN, asking(request, search, 5), search, 5);
            }
            case DESCRIBE_RECORD -> {
                var asked = RecordDescriptionRequest.all(ORDER);
                yield new DescribeRecord(calls, new Catalog()).handle(ANN, asking(request, asked), asked);
            }
            case DESCRIBE_QUERY_TABLE -> {
                Optional<String> search = Optional.of("trans");
                yield new DescribeQueryTables(calls, new Tables())
                        .handle(ANN, asking(request, "tables", search), Optional.empty(), search);
            }
        };
    }

    /** Notes what is about to be asked; the port notes what it hears. */
    private CallRequest asking(CallRequest request, Object... what) {
        asked.addAll(List.of(what));
        return request;
    }

    private <T> Answer<T> port(CallScope scope, T value, Object... asked) {
        scopes.add(scope);
        heard.addAll(List.of(asked));
        return new Answer<>(value, FACTS);
    }

    private final class Links implements RecordLinks {
        @Override
        public Answer<RecordLink> attach(CallScope scope, RecordLink link) {
            return port(scope, link, "attach", link);
        }

        @Override
        public Answer<RecordLink> detach(CallScope scope, RecordLink link) {
            return port(scope, link, "detach", link);
        }
    }

    private final class Batches implements RecordBatches {
        private static final Job JOB = new Job("41", Job.State.PENDING, List.of());

        @Override
        public Answer<Job> submit(CallScope scope, RecordBatch batch) {
            return port(scope, JOB, batch);
        }

        @Override
        public Answer<Job> job(CallScope scope, JobRequest request) {
            return port(scope, JOB, request);
        }
    }

    private final class Saved implements Datasets {
        @Override
        public Answer<QueryPage> list(CallScope scope, int limit, int offset) {
            return port(scope, PAGE, "list", limit, offset);
        }

        @Override
        public Answer<QueryPage> run(CallScope scope, String datasetId, int limit, int offset) {
            return port(scope, PAGE, "run", datasetId, limit, offset);
        }
    }

    private final class Catalog implements MetadataCatalog {
        @Override
        public Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit) {
            return port(scope, new RecordTypes(List.of(), 0), search, limit);
        }

        @Override
        public Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest request) {
            return port(scope, new RecordDescription(request.type(), List.of(), List.of(), 0), request);
        }
    }

    private final class Tables implements QuerySchema {
        @Override
        public Answer<List<QueryTable>> tables(CallScope scope, Optional<String> search) {
            return port(scope, List.of(named("transaction"), named("transactionline")), "tables", search);
        }

        @Override
        public Answer<QueryTable> table(CallScope scope, String name, Optional<String> search) {
            return port(scope, named(name), "table", name, search);
        }

        private static QueryTable named(String name) {
            return new QueryTable(name, "", List.of(), List.of());
        }
    }
}
