package org.enterprisemcp.mcp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.UpstreamGuide;

/** The tools of this server, few and in a stable order. Every protocol revision is served from this one list. */
public final class ToolCatalog {

    private final UpstreamGuide guide;
    private final Map<String, CatalogEntry> entries = new LinkedHashMap<>();

    /** The tools for what an upstream can do. */
    public ToolCatalog(UseCases uses) {
        RecordStore records = uses.upstream().records();
        this.guide = uses.upstream().guide();
        ToolTexts texts = new ToolTexts(guide, new JsonCodec());
        Map<RecordOperation, McpTool> onRecords = new EnumMap<>(Map.of(
                RecordOperation.CREATE, CreateRecordTool.of(texts, uses.createRecord()),
                RecordOperation.READ, GetRecordTool.of(texts, uses.getRecord()),
                RecordOperation.UPDATE, UpdateRecordTool.of(texts, uses.updateRecord()),
                RecordOperation.DELETE, DeleteRecordTool.of(texts, uses.deleteRecord())));
        onRecords.keySet().retainAll(records.operations());
        List<McpTool> tools = new ArrayList<>(onRecords.values());
        uses.executeQuery().map(query -> ExecuteQueryTool.of(texts, query)).ifPresent(tools::add);
        tools.forEach(tool -> entries.put(tool.name(), new CatalogEntry(tool)));
    }

    /** The names of all tools in the order in which clients see them. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    List<CatalogEntry> entries() {
        return List.copyOf(entries.values());
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
