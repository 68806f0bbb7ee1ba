package org.enterprisemcp.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.UpstreamGuide;

/** The tools of this server, few and in a stable order. Every protocol revision is served from this one list. */
final class ToolCatalog {

    private final UpstreamGuide guide;
    private final Map<String, CatalogEntry> entries = new LinkedHashMap<>();

    /** The tools for what an upstream can do, as far as they are wanted. */
    ToolCatalog(UseCases uses, ToolSelection selection) {
        this.guide = uses.upstream().guide();
        for (McpTool tool : tools(uses, new ToolTexts(guide, new JsonCodec()))) {
            if (selection.offers(tool.name())) {
                entries.put(tool.name(), new CatalogEntry(tool));
            }
        }
    }

    private static List<McpTool> tools(UseCases uses, ToolTexts texts) {
        List<McpTool> tools = new ArrayList<>();
        Set<RecordOperation> offered = uses.upstream().records().operations();
        if (offered.contains(RecordOperation.CREATE)) {
            tools.add(CreateRecordTool.of(texts, uses.createRecord()));
        }
        if (offered.contains(RecordOperation.READ)) {
            tools.add(GetRecordTool.of(texts, uses.getRecord()));
        }
        if (offered.contains(RecordOperation.UPDATE)) {
            tools.add(UpdateRecordTool.of(texts, uses.updateRecord()));
        }
        if (offered.contains(RecordOperation.DELETE)) {
            tools.add(DeleteRecordTool.of(texts, uses.deleteRecord()));
        }
        add(tools, uses.executeQuery(), use -> ExecuteQueryTool.of(texts, use));
        add(tools, uses.upsertRecord(), use -> UpsertRecordTool.of(texts, use));
        add(tools, uses.searchRecords(), use -> SearchRecordsTool.of(texts, use));
        add(tools, uses.getSublist(), use -> GetSublistTool.of(texts, use));
        add(tools, uses.listRecordTypes(), use -> ListRecordTypesTool.of(texts, use));
        add(tools, uses.describeRecord(), use -> DescribeRecordTool.of(texts, use));
        add(tools, uses.getFieldOptions(), use -> GetFieldOptionsTool.of(texts, use));
        add(tools, uses.describeQueryTables(), use -> DescribeQueryTableTool.of(texts, use));
        add(tools, uses.validateQuery(), use -> ValidateQueryTool.of(texts, use));
        add(tools, uses.listDatasets(), use -> ListDatasetsTool.of(texts, use));
        add(tools, uses.runDataset(), use -> RunDatasetTool.of(texts, use));
        add(tools, uses.transformRecord(), use -> TransformRecordTool.of(texts, use));
        add(tools, uses.runRecordAction(), use -> RunRecordActionTool.of(texts, use));
        add(tools, uses.linkRecords(), use -> LinkRecordsTool.of(texts, use));
        add(tools, uses.batchRecords(), use -> BatchRecordsTool.of(texts, use));
        add(tools, uses.getJob(), use -> GetJobTool.of(texts, use));
        add(tools, uses.getRecordLink(), use -> GetRecordLinkTool.of(texts, use));
        tools.add(ConnectionStatusTool.of(
                texts, uses.connectionStatus(), uses.upstream().guide().title()));
        return tools;
    }

    private static <T> void add(List<McpTool> tools, Optional<T> useCase, Function<T, McpTool> tool) {
        useCase.map(tool).ifPresent(tools::add);
    }

    /** The names of all tools in the order in which clients see them. */
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    List<CatalogEntry> entries() {
        return List.copyOf(entries.values());
    }

    Optional<CatalogEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** What a client may show to its model before the first call. */
    String instructions() {
        return "Tools for the records of " + guide.title() + ". Every result is {ok, status_code, data, errors, meta}:"
                + " look at ok first; where it is false, errors say what happened, whether retrying helps and what to do"
                + " next. After OUTCOME_UNKNOWN look whether the write happened before you repeat it.";
    }
}
