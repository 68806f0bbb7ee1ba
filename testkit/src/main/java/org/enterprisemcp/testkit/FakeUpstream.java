package org.enterprisemcp.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;

/**
 * An upstream in memory: records that can be created, read, changed and deleted, a query language whose only sentence is a
 * record type's name, and failures on demand. It remembers every scope it was called with. Safe for use by several threads.
 */
public final class FakeUpstream implements Upstream, RecordStore, QueryEngine {

    private final Map<String, UpstreamRecord> records = new LinkedHashMap<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<CallScope> scopes = new ArrayList<>();
    private Set<RecordOperation> offered = Set.of(RecordOperation.values());
    private int lastId;
    private boolean closed;

    /** The next call fails like this; several failures are used up in order. */
    public synchronized FakeUpstream failNext(McpServerException failure) {
        failures.add(failure);
        return this;
    }

    /** The next call ends in a mistake of the adapter, which no failure of the house stands for. */
    public synchronized FakeUpstream breakNext(RuntimeException mistake) {
        failures.add(mistake);
        return this;
    }

    /** From now on only these operations are offered. */
    public synchronized FakeUpstream offering(RecordOperation... some) {
        offered = Set.of(some);
        return this;
    }

    @Override
    public synchronized Set<RecordOperation> operations() {
        return offered;
    }

    /** The scopes of all calls so far, failed ones included. */
    public synchronized List<CallScope> scopes() {
        return List.copyOf(scopes);
    }

    /** Whether {@link #close} was called. */
    public synchronized boolean closed() {
        return closed;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public UpstreamGuide guide() {
        return new UpstreamGuide(
                "Fake Upstream",
                "TypeName",
                List.of("A query is the name of a record type and brings all its records."),
                List.of("customer"),
                List.of("customer", "order"),
                "An account is a lower-case word.");
    }

    /** {@code https://ACCOUNT.fake.example/v1/}, for every account. */
    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return Optional.of(new BaseUrl("https://" + account + ".fake.example/v1/"));
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return Optional.empty();
    }

    @Override
    public Duration callBudget() {
        return Duration.ofSeconds(30);
    }

    @Override
    public RecordStore records() {
        return this;
    }

    @Override
    public Optional<QueryEngine> queries() {
        return Optional.of(this);
    }

    @Override
    public synchronized Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
        enter(scope);
        RecordId id = new RecordId(String.valueOf(++lastId));
        return written(201, new UpstreamRecord(draft.type(), id, draft.payload()));
    }

    @Override
    public synchronized Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        enter(scope);
        return new Answer<>(existing(type, id), CallFacts.answered(200, 1));
    }

    @Override
    public synchronized Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        enter(scope);
        UpstreamRecord before = existing(patch.type(), patch.id());
        Map<String, Object> merged = new LinkedHashMap<>(before.fields().values());
        merged.putAll(patch.updates().values());
        merged.values().removeIf(Objects::isNull);
        return written(200, new UpstreamRecord(patch.type(), patch.id(), new Fields(merged)));
    }

    @Override
    public synchronized Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        enter(scope);
        existing(type, id);
        records.remove(key(type, id));
        return new Answer<>(new DeletedRecord(type, id), CallFacts.answered(204, 1));
    }

    @Override
    public synchronized Answer<QueryPage> execute(CallScope scope, Query query) {
        enter(scope);
        List<Fields> all = records.values().stream()
                .filter(stored -> stored.type().value().equals(query.text()))
                .map(UpstreamRecord::fields)
                .toList();
        int from = Math.min(query.offset(), all.size());
        int to = (int) Math.min((long) from + query.limit().orElse(100), all.size());
        QueryPage page = new QueryPage(
                all.subList(from, to),
                OptionalLong.of(all.size()),
                to < all.size() ? OptionalInt.of(to) : OptionalInt.empty());
        return new Answer<>(page, CallFacts.answered(200, 1));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void enter(CallScope scope) {
        scopes.add(scope);
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private Answer<WrittenRecord> written(int status, UpstreamRecord stored) {
        records.put(key(stored.type(), stored.id()), stored);
        return new Answer<>(
                new WrittenRecord(stored.type(), Optional.of(stored.id()), Optional.of(stored.fields())),
                CallFacts.answered(status, 1));
    }

    private UpstreamRecord existing(RecordType type, RecordId id) {
        UpstreamRecord stored = records.get(key(type, id));
        if (stored == null) {
            throw new RecordNotFound(type.value(), id.value(), CallFacts.answered(404, 1));
        }
        return stored;
    }

    private static String key(RecordType type, RecordId id) {
        return type + "/" + id;
    }
}
