package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.SublistRequest;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** The lines of a record. */
final class NetSuiteSublists implements Sublists {

    private final SuiteTalk suiteTalk;

    NetSuiteSublists(SuiteTalk suiteTalk) {
        this.suiteTalk = suiteTalk;
    }

    /**
     * A sublist by itself brings links to its lines only where it is not expanded, so the whole is read at once. A subrecord, such as
     * an address, is its own only line.
     */
    @Override
    public Answer<QueryPage> lines(CallScope scope, SublistRequest wanted) {
        Place place = SuiteTalk.record(wanted.type(), wanted.id())
                .then(RecordNames.word("sublist", wanted.sublist()))
                .with("expandSubResources", "true");
        RestAnswer answer =
                suiteTalk.call(scope, SuiteTalk.read(scope, "sublist", place).about(wanted.type(), wanted.id()));
        JsonNode whole = answer.body();
        if (!whole.isObject()) {
            throw new UpstreamException.Server("NetSuite's answer holds no lines.", answer.facts());
        }
        JsonNode items = whole.path("items").isArray()
                ? whole.path("items")
                : JsonNodeFactory.instance.arrayNode().add(whole);
        List<Fields> lines = new ArrayList<>();
        int end = (int) Math.min((long) wanted.offset() + wanted.limit(), items.size());
        for (int i = wanted.offset(); i < end; i++) {
            lines.add(Slimming.slim(JsonCodec.fields(items.get(i))));
        }
        return new Answer<>(
                new QueryPage(
                        lines,
                        OptionalLong.of(items.size()),
                        end < items.size() ? OptionalInt.of(end) : OptionalInt.empty()),
                answer.facts());
    }
}
