package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Names;
import org.enterprisemcp.domain.port.UpstreamGuide.Operation;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.port.UpstreamGuide.Page;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;

/** A guide that has one of everything. */
public final class TestGuide {

    private TestGuide() {}

    public static UpstreamGuide everything() {
        List<Option> options = List.of(
                new Option("dry_run", Option.Kind.FLAG, "Saves nothing."),
                new Option("note", Option.Kind.TEXT, "A text."),
                new Option("max_rows", Option.Kind.NUMBER, "A number."),
                new Option("fields", Option.Kind.TEXTS, "Some texts."),
                new Option("params", Option.Kind.VALUES, "Some values."));
        return of(
                Map.of("get_record", new Operation(List.of("Read this."), List.of("{\"record_id\":\"1\"}"), options)));
    }

    /** The same with other words on the tools. */
    public static UpstreamGuide of(Map<String, Operation> operations) {
        return new UpstreamGuide(
                "Fake Upstream",
                "TypeName",
                List.of(),
                List.of(),
                List.of("customer"),
                "",
                operations,
                List.of(new Page("dialect", "The dialect", "Read it first.", "# Dialect")),
                List.of(new Prompt(
                        "explain",
                        "Explain",
                        "Explains something.",
                        List.of(
                                new Argument("record_type", "The kind.", true, Names.RECORD_TYPE),
                                new Argument("field", "The field.", false, Names.FIELD),
                                new Argument("table", "The table.", false, Names.QUERY_TABLE),
                                new Argument("why", "Anything.", false, Names.ANYTHING)),
                        "Explain {record_type} {field}: {why}")));
    }
}
