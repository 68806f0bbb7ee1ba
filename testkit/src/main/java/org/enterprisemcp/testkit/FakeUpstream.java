package org.enterprisemcp.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.testkit.contract.FaultyWire;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;

/**
 * An upstream in memory: records that can be created, read, changed and deleted, a query language whose only sentence is a
 * record type's name, failures on demand and a wire that can go wrong. It remembers every scope it was called with, and it keeps
 * the contracts of {@link org.enterprisemcp.testkit.contract}. Safe for use by several threads.
 */
public final class FakeUpstream implements Upstream, RecordStore, QueryEngine {

    private static final int DEFAULT_LIMIT = 100;

    private final FakeRecords records = new FakeRecords();
    private final FakeWire wire;
    private final FakeExtras extras;
    private volatile Set<RecordOperation> offered = Set.of(RecordOperation.values());
    private volatile boolean withExtras;
    private volatile boolean closed;

    /** An upstream for which no deadline ever passes. */
    public FakeUpstream() {
        this(new MutableClock(Instant.EPOCH));
    }

    /** @param clock tells when a deadline has passed */
    public FakeUpstream(Clock clock) {
        this.wire = new FakeWire(clock);
        this.extras = new FakeExtras(wire, records);
    }

    /** The next call fails like this; several failures are used up in order. */
    public FakeUpstream failNext(McpServerException failure) {
        wire.failNext(failure);
        return this;
    }

    /** The next call ends in a mistake of the adapter, which no failure of the house stands for. */
    public FakeUpstream breakNext(RuntimeException mistake) {
        wire.failNext(mistake);
        return this;
    }

    /** From now on only these operations are offered. */
    public FakeUpstream offering(RecordOperation... some) {
        offered = Set.of(some);
        return this;
    }

    /** From now on only these record types are known; before, every name is one. */
    public FakeUpstream knowingOnly(String... types) {
        records.knowOnly(Set.of(types));
        return this;
    }

    /** From now on upserts, searches, sublists, transforms, batches and metadata are offered too. */
    public FakeUpstream withOptionalPorts() {
        withExtras = true;
        return this;
    }

    @Override
    public Set<RecordOperation> operations() {
        return offered;
    }

    /** The scopes of all calls so far, failed ones included. */
    public List<CallScope> scopes() {
        return wire.scopes();
    }

    /** Counts requests, and goes wrong when it is told to; a request that went wrong is repeated as often as is safe. */
    public FaultyWire wire() {
        return wire;
    }

    /** Whether {@link #close} was called. */
    public boolean closed() {
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
    public Optional<RecordUpserts> upserts() {
        return there().map(port -> port);
    }

    @Override
    public Optional<RecordSearches> searches() {
        return there().map(port -> port);
    }

    @Override
    public Optional<Sublists> sublists() {
        return there().map(port -> port);
    }

    @Override
    public Optional<RecordTransforms> transforms() {
        return there().map(port -> port);
    }

    @Override
    public Optional<RecordBatches> batches() {
        return there().map(port -> port);
    }

    @Override
    public Optional<MetadataCatalog> metadata() {
        return there().map(port -> port);
    }

    @Override
    public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
        wire.enter(scope);
        FakeRecords.check(draft.type());
        return wire.send(scope, Aim.CREATE, 201, () -> written(records.create(draft.type(), draft.payload())));
    }

    @Override
    public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        wire.enter(scope);
        FakeRecords.check(type, id);
        return wire.send(scope, Aim.READ, 200, () -> records.get(type, id));
    }

    @Override
    public Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        wire.enter(scope);
        FakeRecords.check(patch.type(), patch.id());
        return wire.send(
                scope, Aim.UPDATE, 200, () -> written(records.update(patch.type(), patch.id(), patch.updates())));
    }

    @Override
    public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        wire.enter(scope);
        FakeRecords.check(type, id);
        return wire.send(scope, Aim.DELETE, 204, () -> {
            records.delete(type, id);
            return new DeletedRecord(type, id);
        });
    }

    @Override
    public Answer<QueryPage> execute(CallScope scope, Query query) {
        wire.enter(scope);
        return wire.send(
                scope,
                Aim.QUERY,
                200,
                () -> FakePage.of(
                        records.all(query.text()).stream()
                                .map(UpstreamRecord::fields)
                                .toList(),
                        query.limit().orElse(DEFAULT_LIMIT),
                        query.offset()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private Optional<FakeExtras> there() {
        return withExtras ? Optional.of(extras) : Optional.empty();
    }

    private static WrittenRecord written(UpstreamRecord stored) {
        return new WrittenRecord(stored.type(), Optional.of(stored.id()), Optional.of(stored.fields()));
    }
}
