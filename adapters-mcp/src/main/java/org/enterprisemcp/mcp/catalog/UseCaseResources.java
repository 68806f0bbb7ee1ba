package org.enterprisemcp.mcp.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.enterprisemcp.application.DescribeRecord;
import org.enterprisemcp.application.GetRecord;
import org.enterprisemcp.application.ListRecordTypes;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.mcp.JsonCodec;

/** The resources of this server: the pages of the upstream's guide, and what it tells of record types and records. */
final class UseCaseResources {

    private static final String JSON = "application/json";
    private static final String RECORD_TYPE = "record_type";
    private static final String RECORD_ID = "record_id";
    private static final String ROWS = "rows/";
    private static final String ROWS_ID = "rows_id";
    private static final int MANY = 10_000;

    /** Pages come with the release, so they change when the server restarts. */
    private static final Duration PAGES_LAST = Duration.ofMinutes(5);

    private final Completions completions;
    private final String root;
    private final JsonCodec codec = new JsonCodec();
    private final List<McpResource> all = new ArrayList<>();

    /** @param kept rows that are too many for a result, where anything brings them */
    UseCaseResources(UseCases uses, Optional<KeptRows> kept, Completions completions) {
        this.completions = completions;
        this.root = root(uses);
        uses.upstream().guide().pages().forEach(page -> all.add(page(page)));
        uses.listRecordTypes().ifPresent(use -> all.add(recordTypes(use)));
        uses.describeRecord().ifPresent(use -> all.add(schema(use)));
        if (uses.upstream().records().operations().contains(RecordOperation.READ)) {
            all.add(record(uses.getRecord()));
        }
        kept.ifPresent(rows -> all.add(rows(rows)));
    }

    /** What the URIs of an upstream's resources begin with. */
    static String root(UseCases uses) {
        return "upstream://" + uses.upstream().name() + "/";
    }

    /** Where rows are read that execute_query has kept. */
    static String rowsRoot(UseCases uses) {
        return root(uses) + ROWS;
    }

    private McpResource rows(KeptRows kept) {
        return new McpResource(
                root + ROWS + "{" + ROWS_ID + "}",
                "rows",
                "Rows of a query",
                "What execute_query brought with format resource, for the caller who asked, for an hour.",
                KeptRows.MIME_TYPE,
                KeptRows.LIFE,
                (caller, request, context) ->
                        Reply.complete(kept.read(caller, request.variables().getOrDefault(ROWS_ID, ""))
                                .orElseThrow(() -> CallRefusal.noSuchResource(request.uri()))),
                Completer.none());
    }

    /** Single resources first, then families. */
    List<McpResource> all() {
        return List.copyOf(all);
    }

    private McpResource page(UpstreamGuide.Page page) {
        return new McpResource(
                root + "guide/" + page.name(),
                page.name(),
                page.title(),
                page.description(),
                "text/markdown",
                PAGES_LAST,
                (caller, request, context) -> text(request, "text/markdown", page.markdown()),
                Completer.none());
    }

    private McpResource recordTypes(ListRecordTypes use) {
        return new McpResource(
                root + "record-types",
                "record-types",
                "Record types",
                "The kinds of records that there are for you.",
                JSON,
                Duration.ZERO,
                (caller, request, context) -> json(
                        request,
                        context,
                        () -> ListRecordTypesTool.data(
                                use.handle(caller, call(context, Optional.empty()), Optional.empty(), MANY)
                                        .value())),
                Completer.none());
    }

    private McpResource schema(DescribeRecord use) {
        return new McpResource(
                root + "schema/{" + RECORD_TYPE + "}",
                "schema",
                "Fields of a record type",
                "What a record type is made of.",
                JSON,
                Duration.ZERO,
                (caller, request, context) -> json(
                        request,
                        context,
                        () -> DescribeRecordTool.data(use.handle(
                                        caller,
                                        call(context, Optional.of(type(request))),
                                        RecordDescriptionRequest.all(type(request)))
                                .value())),
                completions::forVariable);
    }

    private McpResource record(GetRecord use) {
        return new McpResource(
                root + "record/{" + RECORD_TYPE + "}/{" + RECORD_ID + "}",
                "record",
                "A record",
                "One record by its type and id.",
                JSON,
                Duration.ZERO,
                (caller, request, context) -> json(
                        request,
                        context,
                        () -> RecordData.of(use.handle(
                                        caller,
                                        call(context, Optional.of(type(request))),
                                        type(request),
                                        new RecordId(request.variables().getOrDefault(RECORD_ID, "")))
                                .value())),
                completions::forVariable);
    }

    private static RecordType type(McpResource.Request request) {
        return new RecordType(request.variables().getOrDefault(RECORD_TYPE, ""));
    }

    private static Reply<List<ResourceContents>> text(McpResource.Request request, String mimeType, String text) {
        return Reply.complete(List.of(new ResourceContents.Text(request.uri(), mimeType, text)));
    }

    private static CallRequest call(CallContext context, Optional<RecordType> type) {
        return CallRequest.plain().from(context.origin(type));
    }

    private Reply<List<ResourceContents>> json(
            McpResource.Request request, CallContext context, Supplier<Object> data) {
        try {
            return text(request, JSON, codec.text(data.get()));
        } catch (McpServerException failure) {
            context.span().failed(Optional.of(failure.code()));
            throw ResourceFailures.refusal(failure, request.uri());
        }
    }
}
