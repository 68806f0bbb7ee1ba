package org.enterprisemcp.testkit.contract;

import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.testkit.FakeUpstream;

/** An adapter without mistakes, made to have one planted. */
class Adapter implements Upstream, RecordStore {

    private final FakeUpstream fake;

    Adapter(FakeUpstream fake) {
        this.fake = fake;
    }

    @Override
    public String name() {
        return fake.name();
    }

    @Override
    public UpstreamGuide guide() {
        return fake.guide();
    }

    @Override
    public Optional<BaseUrl> baseUrlOf(AccountId account) {
        return fake.baseUrlOf(account);
    }

    @Override
    public Optional<BaseUrl> defaultBaseUrl() {
        return fake.defaultBaseUrl();
    }

    @Override
    public Duration callBudget() {
        return fake.callBudget();
    }

    @Override
    public RecordStore records() {
        return this;
    }

    @Override
    public Optional<QueryEngine> queries() {
        return fake.queries();
    }

    @Override
    public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
        return fake.create(scope, draft);
    }

    @Override
    public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        return fake.get(scope, type, id);
    }

    @Override
    public Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        return fake.update(scope, patch);
    }

    @Override
    public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        return fake.delete(scope, type, id);
    }

    @Override
    public void close() {
        fake.close();
    }
}
