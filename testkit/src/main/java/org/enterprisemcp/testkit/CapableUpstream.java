package org.enterprisemcp.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.Datasets;
import org.enterprisemcp.domain.port.FieldOptions;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.QueryReviewer;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.port.RecordActions;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.port.RecordPages;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.query.QueryReview;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;

/**
 * An upstream that can do everything there is a port for: records and queries of a {@link FakeUpstream}, and one fixed answer for
 * each of the rest. What it was asked beyond records and queries it remembers. Safe for use by several threads.
 */
public final class CapableUpstream
        implements Upstream, MetadataCatalog, QuerySchema, RecordLinks, RecordBatches, Datasets {

    private final FakeUpstream plain;
    private final UpstreamGuide guide;
    private final List<Object> requests = new ArrayList<>();
    private final List<CallScope> scopes = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private volatile Consumer<ProgressListener> story = CapableUpstream::oneOfTwoThenBoth;

    /**
     * An upstream around another.
     *
     * @param guide what it tells of itself
     */
    public CapableUpstream(FakeUpstream plain, UpstreamGuide guide) {
        this.plain = plain;
        this.guide = guide;
    }

    /** What was asked of the optional ports, in order. */
    public synchronized List<Object> requests() {
        return List.copyOf(requests);
    }

    /** The scopes of those calls, in the same order. */
    public synchronized List<CallScope> scopes() {
        return List.copyOf(scopes);
    }

    /** The next call of an optional port fails like this; several failures are used up in order. */
    public synchronized CapableUpstream failNext(RuntimeException failure) {
        failures.add(failure);
        return this;
    }

    /** From now on a batch tells its progress like this instead of by two steps. */
    public CapableUpstream telling(Consumer<ProgressListener> progress) {
        story = progress;
        return this;
    }

    private static void oneOfTwoThenBoth(ProgressListener progress) {
        progress.progressed(1, OptionalLong.of(2), "one is done");
        progress.progressed(2, OptionalLong.of(2), "both are done");
    }

    private synchronized <T> Answer<T> answered(CallScope scope, Object request, T value) {
        scopes.add(scope);
        requests.add(request);
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return new Answer<>(value, CallFacts.answered(200, 1));
    }

    private static QueryPage page() {
        Fields row = Fields.empty().with("id", "7");
        return new QueryPage(List.of(row), OptionalLong.of(3), OptionalInt.of(1), List.of("A note."));
    }

    private static FieldDescription field() {
        return new FieldDescription(
                "email", "string", "E-mail", EnumSet.of(Trait.REQUIRED), List.of("a"), Optional.of("contact"));
    }

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public UpstreamGuide guide() {
        return guide;
    }

    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return plain.baseUrlOf(account);
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return plain.defaultBaseUrl();
    }

    @Override
    public Duration callBudget() {
        return plain.callBudget();
    }

    @Override
    public RecordStore records() {
        return plain;
    }

    @Override
    public Optional<QueryEngine> queries() {
        return plain.queries();
    }

    @Override
    public Optional<QueryReviewer> queryReviewer() {
        return Optional.of(query -> new QueryReview(
                List.of(new QueryReview.Finding(QueryReview.Severity.WARNING, "a-rule", "Mind this.")),
                Optional.of("customer")));
    }

    @Override
    public Optional<QuerySchema> querySchema() {
        return Optional.of(this);
    }

    @Override
    public Optional<MetadataCatalog> metadata() {
        return Optional.of(this);
    }

    @Override
    public Optional<FieldOptions> fieldOptions() {
        return Optional.of((scope, request) -> answered(
                scope,
                request,
                List.of(new FieldChoices(
                        "terms", List.of(new FieldChoices.Choice("1", "Net 30")), OptionalLong.of(1)))));
    }

    @Override
    public Optional<RecordUpserts> upserts() {
        return Optional.of((scope, upsert) -> answered(
                scope, upsert, new WrittenRecord(upsert.type(), Optional.of(new RecordId("7")), Optional.empty())));
    }

    @Override
    public Optional<RecordSearches> searches() {
        return Optional.of((scope, search) -> answered(scope, search, page()));
    }

    @Override
    public Optional<Sublists> sublists() {
        return Optional.of((scope, request) -> answered(scope, request, page()));
    }

    @Override
    public Optional<RecordTransforms> transforms() {
        return Optional.of((scope, transform) -> answered(
                scope,
                transform,
                WrittenRecord.dryRun(
                        transform.targetType(), Optional.empty(), Fields.empty().with("total", 1))));
    }

    @Override
    public Optional<RecordActions> actions() {
        return Optional.of((RecordActions) (CallScope scope, RecordAction action) ->
                answered(scope, action, Fields.empty().with("result", true)));
    }

    @Override
    public Optional<RecordLinks> links() {
        return Optional.of(this);
    }

    @Override
    public Optional<RecordBatches> batches() {
        return Optional.of(this);
    }

    @Override
    public Optional<Datasets> datasets() {
        return Optional.of(this);
    }

    @Override
    public Optional<RecordPages> recordPages() {
        return Optional.of((target, type, id) -> Optional.of("https://ui.example/" + type + "/" + id));
    }

    @Override
    public Optional<ConnectionProbe> connection() {
        return Optional.of(new ConnectionProbe() {
            @Override
            public Fields limits(Target target) {
                return Fields.empty().with("max_concurrency", 5);
            }

            @Override
            public Answer<Fields> check(CallScope scope) {
                return answered(scope, "check", Fields.empty().with("role", "clerk"));
            }
        });
    }

    @Override
    public Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit) {
        return answered(
                scope, search, new RecordTypes(List.of(new RecordTypes.Entry("customer", "Customer", false)), 1));
    }

    @Override
    public Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest request) {
        return answered(scope, request, new RecordDescription(request.type(), List.of(field()), List.of("item"), 1));
    }

    @Override
    public Answer<List<QueryTable>> tables(CallScope scope, Optional<String> search) {
        return answered(scope, search, List.of(new QueryTable("customer", "One customer.", List.of(), List.of())));
    }

    @Override
    public Answer<QueryTable> table(CallScope scope, String name, Optional<String> search) {
        QueryTable.Join join = new QueryTable.Join("order", "order.customer = customer.id");
        return answered(scope, name, new QueryTable(name, "One customer.", List.of(field()), List.of(join)));
    }

    @Override
    public Answer<RecordLink> attach(CallScope scope, RecordLink link) {
        return answered(scope, Map.of("attach", link), link);
    }

    @Override
    public Answer<RecordLink> detach(CallScope scope, RecordLink link) {
        return answered(scope, Map.of("detach", link), link);
    }

    /** Tells its progress, by default one of two and two of two. */
    @Override
    public Answer<Job> submit(CallScope scope, RecordBatch batch) {
        // What is told may outlast the patience of whoever asked; the request was made before.
        Answer<Job> answer = answered(scope, batch, job());
        story.accept(scope.progress());
        return answer;
    }

    @Override
    public Answer<Job> job(CallScope scope, JobRequest request) {
        return answered(scope, request, job());
    }

    private static Job job() {
        Job.Task good = new Job.Task(
                "1", Job.State.SUCCEEDED, Optional.of(new RecordId("7")), Optional.empty(), Optional.empty());
        Job.Task bad = new Job.Task(
                "2", Job.State.FAILED, Optional.empty(), Optional.empty(), Optional.of("It exists already."));
        return new Job("42", Job.State.FAILED, List.of(good, bad));
    }

    @Override
    public Answer<QueryPage> list(CallScope scope, int limit, int offset) {
        return answered(scope, "datasets", page());
    }

    @Override
    public Answer<QueryPage> run(CallScope scope, String datasetId, int limit, int offset) {
        return answered(scope, datasetId, page());
    }

    @Override
    public void close() {
        plain.close();
    }
}
