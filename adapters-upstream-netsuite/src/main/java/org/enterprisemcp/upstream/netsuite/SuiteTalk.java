package org.enterprisemcp.upstream.netsuite;

import java.util.Map;
import java.util.Set;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestEngine;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** SuiteTalk REST: how requests are made and sent. What is asked for is the business of the ports. */
final class SuiteTalk {

    private static final Set<Integer> WRITTEN = Set.of(200, 201, 204);

    private final RestEngine engine;
    private final KnownNames names;

    /** @param names what the account is known to have, for advice on misspelt names */
    SuiteTalk(RestEngine engine, KnownNames names) {
        this.engine = engine;
        this.names = names;
    }

    /** Sends a request and brings the answer. */
    RestAnswer call(CallScope scope, RestRequest request) {
        return engine.call(scope, request, new NetSuiteDialect(names, scope.target()));
    }

    /** The record service's place for a type. */
    static Place records(RecordType type) {
        return Place.of("record", "v1", RecordNames.type(type));
    }

    /** The place of one record. */
    static Place record(RecordType type, RecordId id) {
        return records(type).then(RecordNames.id(id));
    }

    /** A request that changes nothing. */
    static RestRequest read(CallScope scope, String operation, Place place) {
        return RestRequest.of(
                        operation,
                        RetrySafety.READ,
                        "GET",
                        place.below(scope.target().baseUrl()))
                .succeedingWith(Set.of(200));
    }

    /**
     * A request that changes something. A field name that does not exist is an error then and not dropped without a word, which
     * is what NetSuite does unless it is asked.
     */
    static RestRequest write(CallScope scope, String operation, RetrySafety safety, String method, Place place) {
        return RestRequest.of(
                        operation, safety, method, place.below(scope.target().baseUrl()))
                .withHeaders(Map.of("X-NetSuite-PropertyNameValidation", "error"))
                .succeedingWith(WRITTEN);
    }

    /** The same request as a dry run: NetSuite fills in the form and saves nothing, so it may be repeated as a read may. */
    static RestRequest dryRun(RestRequest request, String form) {
        return request.withSafety(RetrySafety.READ).withHeader("Accept", form).succeedingWith(Set.of(200));
    }
}
