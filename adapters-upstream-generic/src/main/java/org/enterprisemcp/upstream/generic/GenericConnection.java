package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.LimitsReport;
import org.enterprisemcp.upstream.rest.RestEngine;

/** Tells how the connection to a described upstream is; its list of record types is the call that shows it. */
final class GenericConnection implements ConnectionProbe {

    private final RestEngine engine;
    private final Quotas quotas;
    private final MetadataCatalog metadata;

    GenericConnection(RestEngine engine, Quotas quotas, MetadataCatalog metadata) {
        this.engine = engine;
        this.quotas = quotas;
        this.metadata = metadata;
    }

    @Override
    public Fields limits(Target target) {
        LimitsReport report = engine.limits(target);
        Fields fields = new Fields(Map.of(
                "concurrency", report.concurrency(), "running", report.running(), "held_back", report.heldBack()));
        Optional<Throttle.Quota> quota = quotas.of(target);
        if (report.pause().isPresent()) {
            fields = fields.with("pause_seconds", report.pause().get().toSeconds());
        }
        if (quota.flatMap(Throttle.Quota::remaining).isPresent()) {
            fields = fields.with(
                    "quota_remaining", quota.flatMap(Throttle.Quota::remaining).get());
        }
        if (quota.flatMap(Throttle.Quota::limit).isPresent()) {
            fields = fields.with("quota", quota.flatMap(Throttle.Quota::limit).get());
        }
        return fields;
    }

    @Override
    public Answer<Fields> check(CallScope scope) {
        return metadata.recordTypes(scope, Optional.empty(), 1)
                .map(types -> new Fields(Map.of("record_types", types.total())));
    }
}
