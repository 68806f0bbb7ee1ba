package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a tool and puts whatever happens into the envelope. Nothing is thrown past it. */
final class ToolCaller {

    private static final Logger LOG = LoggerFactory.getLogger(ToolCaller.class);

    private final JsonCodec codec;
    private final Clock clock;

    ToolCaller(JsonCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    ToolResult call(UseCaseTool tool, ArgumentSchema schema, Caller caller, ObjectNode arguments, CallContext context) {
        ResultEnvelope envelope = envelope(tool, schema, caller, arguments, context);
        List<Content> content = new ArrayList<>();
        content.add(new Content.Text(codec.text(envelope.structured())));
        content.addAll(envelope.links());
        return new ToolResult(content, Optional.of(envelope.structured()), envelope.isError());
    }

    private ResultEnvelope envelope(
            UseCaseTool tool, ArgumentSchema schema, Caller caller, ObjectNode arguments, CallContext context) {
        String requestId = UUID.randomUUID().toString();
        Instant begin = clock.instant();
        // What the schema says of an argument it says under the argument's own name.
        FieldNames names = FieldNames.same();
        try {
            schema.check(arguments);
            names = tool.names();
            UseCaseTool.Outcome outcome =
                    tool.handler().call(caller, new ToolArguments(arguments, codec, tool.options(), context));
            return ResultEnvelope.success(outcome, meta(requestId, outcome.facts(), begin));
        } catch (McpServerException failure) {
            context.span().failed(Optional.of(failure.code()));
            return ResultEnvelope.failure(
                    failure.facts().status(),
                    names.told(ToolFailures.errors(failure)),
                    meta(requestId, failure.facts(), begin));
        } catch (RuntimeException mistake) {
            context.span().failed(Optional.empty());
            LOG.error("{} failed, request_id {}", tool.name(), requestId, mistake);
            CallFacts none = CallFacts.none();
            return ResultEnvelope.failure(
                    none.status(), ToolFailures.internal(requestId), meta(requestId, none, begin));
        }
    }

    private Map<String, Object> meta(String requestId, CallFacts facts, Instant begin) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("request_id", requestId);
        facts.operationId().ifPresent(id -> meta.put("operation_id", id));
        meta.put("attempts", facts.attempts());
        meta.put("elapsed_ms", Duration.between(begin, clock.instant()).toMillis());
        return meta;
    }
}
