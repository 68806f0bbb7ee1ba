package org.enterprisemcp.mcp.catalog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.mcp.JsonCodec;

/** The tools of this server, few and in a stable order. */
final class UseCaseTools {

    private final UpstreamGuide guide;
    private final List<McpTool> all = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();

    /** The tools for what an upstream can do, as far as they are wanted. */
    UseCaseTools(UseCases uses, ToolSelection selection, KeptRows kept, Clock clock) {
        this.guide = uses.upstream().guide();
        JsonCodec codec = new JsonCodec();
        ToolCaller caller = new ToolCaller(codec, clock);
        List<UseCaseTool> generic = tools(uses, new ToolTexts(guide, codec), kept);
        TypedTools typed = selection
                .file()
                .map(file -> TypedTools.read(file, generic, selection, codec))
                .orElseGet(TypedTools::none);
        typed.tools().forEach(tool -> all.add(tool.declared(caller)));
        for (UseCaseTool tool : generic) {
            if (selection.offers(tool.name()) && typed.keeps(tool.name())) {
                all.add(tool.declared(caller));
            } else if (typed.kept().isPresent()) {
                hidden.add(tool.name());
            }
        }
    }

    private static List<UseCaseTool> tools(UseCases uses, ToolTexts texts, KeptRows kept) {
        List<UseCaseTool> tools = new ArrayList<>();
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
        add(tools, uses.executeQuery(), use -> ExecuteQueryTool.of(texts, use, kept));
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

    private static <T> void add(List<UseCaseTool> tools, Optional<T> useCase, Function<T, UseCaseTool> tool) {
        useCase.map(tool).ifPresent(tools::add);
    }

    /** Those that are wanted, in the order in which clients see them. */
    List<McpTool> all() {
        return List.copyOf(all);
    }

    /** Whether rows may be kept to be read later. */
    boolean keepRows() {
        return all.stream()
                .anyMatch(tool -> tool.name().equals(ExecuteQueryTool.NAME)
                        || tool.outputSchema()
                                .filter(schema ->
                                        schema.at("/properties/data/properties").has("resource"))
                                .isPresent());
    }

    /** Whether a text tells of a tool that the operator has hidden. */
    boolean tellsOfHidden(String text) {
        return hidden.stream().anyMatch(text::contains);
    }

    /** What a client may show to its model before the first call. */
    String instructions() {
        return "Tools for the records of " + guide.title() + ". Every result is {ok, status_code, data, errors, meta}:"
                + " look at ok first; where it is false, errors say what happened, whether retrying helps and what to do"
                + " next. After OUTCOME_UNKNOWN look whether the write happened before you repeat it.";
    }
}
