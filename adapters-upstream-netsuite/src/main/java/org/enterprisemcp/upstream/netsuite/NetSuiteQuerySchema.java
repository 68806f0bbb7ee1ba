package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QuerySchema;

/**
 * The tables of SuiteQL. NetSuite has no catalog of them, so the core ones are described here, and every other record type is a
 * table of its own whose columns are its fields in lower case.
 */
final class NetSuiteQuerySchema implements QuerySchema {

    private final NetSuiteMetadata metadata;

    NetSuiteQuerySchema(NetSuiteMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public Answer<List<QueryTable>> tables(CallScope scope, Optional<String> search) {
        String part = search.orElse("").toLowerCase(Locale.ROOT);
        return metadata.recordTypes(scope, Optional.empty(), Integer.MAX_VALUE).map(types -> {
            List<QueryTable> tables = new ArrayList<>(SuiteQlTables.all().stream()
                    .map(table -> new QueryTable(table.name(), table.description(), List.of(), List.of()))
                    .toList());
            for (RecordTypes.Entry type : types.types()) {
                if (type.custom()) {
                    tables.add(
                            new QueryTable(type.name().toLowerCase(Locale.ROOT), type.label(), List.of(), List.of()));
                }
            }
            return tables.stream().filter(table -> table.name().contains(part)).toList();
        });
    }

    @Override
    public Answer<QueryTable> table(CallScope scope, String name, Optional<String> search) {
        String table = RecordNames.word("table", name).toLowerCase(Locale.ROOT);
        return SuiteQlTables.named(table)
                .map(known -> new Answer<>(known, CallFacts.none()))
                .orElseGet(() -> metadata.schema(scope, table)
                        .map(schema -> new QueryTable(table, "", inLowerCase(schema.fields()), List.of())))
                .map(whole -> narrowed(whole, search));
    }

    private static QueryTable narrowed(QueryTable table, Optional<String> search) {
        String part = search.orElse("").toLowerCase(Locale.ROOT);
        return new QueryTable(
                table.name(),
                table.description(),
                table.columns().stream()
                        .filter(column -> column.name().contains(part))
                        .toList(),
                table.joins());
    }

    private static List<FieldDescription> inLowerCase(List<FieldDescription> fields) {
        return fields.stream()
                .map(field -> new FieldDescription(
                        field.name().toLowerCase(Locale.ROOT),
                        field.kind(),
                        field.label(),
                        field.traits(),
                        field.choices(),
                        field.refersTo()))
                .toList();
    }
}
