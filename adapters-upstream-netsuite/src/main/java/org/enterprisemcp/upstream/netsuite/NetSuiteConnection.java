package org.enterprisemcp.upstream.netsuite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.LimitsReport;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestEngine;

/** How the connection to an account is. */
final class NetSuiteConnection implements ConnectionProbe {

    private final RestEngine engine;
    private final SuiteTalk suiteTalk;

    NetSuiteConnection(RestEngine engine, SuiteTalk suiteTalk) {
        this.engine = engine;
        this.suiteTalk = suiteTalk;
    }

    @Override
    public Fields limits(Target target) {
        LimitsReport report = engine.limits(target);
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("max_concurrency", report.concurrency());
        limits.put("running", report.running());
        limits.put("held_back", report.heldBack());
        report.pause().ifPresent(pause -> limits.put("paused_for_seconds", McpServerException.secondsRoundedUp(pause)));
        return new Fields(limits);
    }

    /** One record type of the catalog is the smallest answer that needs a credential and the role's permission for REST. */
    @Override
    public Answer<Fields> check(CallScope scope) {
        Place one = Place.of("record", "v1", "metadata-catalog").with("select", "customer");
        RestAnswer answer = suiteTalk.call(scope, SuiteTalk.read(scope, "check", one));
        return new Answer<>(Fields.empty().with("rest_web_services", "available"), answer.facts());
    }
}
