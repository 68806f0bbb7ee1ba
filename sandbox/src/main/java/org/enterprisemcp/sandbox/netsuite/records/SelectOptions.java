package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;
import org.enterprisemcp.sandbox.netsuite.books.Table;

/** What a caller may choose for a field: {@code POST /{type}?fields=f1,line.f2} with the form {@code select-options}. */
final class SelectOptions {

    private final Work work;

    SelectOptions(Work work) {
        this.work = work;
    }

    private record Choice(String id, String name) {}

    ObjectNode of(RecordType type, Call call) {
        Lists.Page page = Lists.Page.of(call);
        List<String> names = call.words("fields");
        if (names.isEmpty()) {
            throw Refused.parameter(
                    "fields", "The query parameter fields is required: name the fields whose options you want.");
        }
        String href = work.links().href(call.target());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("links", link(call, href));
        for (String name : names) {
            List<Choice> choices = filtered(choices(type, name), name, call.parameter("q"));
            List<Choice> shown =
                    choices.stream().skip(page.offset()).limit(page.limit()).toList();
            ObjectNode options = body.putObject(name).putObject("_selectOptions");
            options.set("links", link(call, href));
            ArrayNode items = options.putArray("items");
            for (Choice choice : shown) {
                ObjectNode item = items.addObject();
                if (choice.id().matches("-?[0-9]{1,18}")) {
                    item.put("id", Long.parseLong(choice.id()));
                } else {
                    item.put("id", choice.id());
                }
                item.put("refName", choice.name());
            }
            options.put("count", shown.size())
                    .put("offset", page.offset())
                    .put("hasMore", page.offset() + shown.size() < choices.size())
                    .put("totalResults", choices.size());
        }
        return body;
    }

    private static ArrayNode link(Call call, String href) {
        ArrayNode links = Links.none();
        links.addObject()
                .put("rel", "self")
                .put("method", call.method())
                .put("mediaType", "application/vnd.oracle.resource+json; type=select-options")
                .put("href", href);
        return links;
    }

    private List<Choice> choices(RecordType type, String name) {
        Field field = field(type, name)
                .orElseThrow(() -> Refused.parameter(
                        "fields", "Invalid value for the query parameter fields: there is no field '" + name + "'."));
        List<Choice> choices = new ArrayList<>();
        if (field.column().kind() == Column.Kind.ENUM) {
            work.labels(field.column(), type.type()).forEach((code, label) -> choices.add(new Choice(code, label)));
        } else if (field.column().kind() == Column.Kind.REF) {
            Optional<RecordType> target = field.target().equals("item")
                    ? Optional.empty()
                    : work.types().named(field.target());
            Table table = target.map(RecordType::table)
                    .orElseGet(() -> work.tables().require(field.column().target()));
            String active = table.column("isinactive").isPresent() ? " AND isinactive = 'F'" : "";
            String key = table.key().name();
            work.store()
                    .rows("SELECT " + key + " AS id, " + table.display() + " AS n FROM " + table.name() + " WHERE "
                            + target.map(RecordType::condition).orElse("1 = 1") + active + " ORDER BY " + key)
                    .forEach(row -> choices.add(new Choice(row.text("id"), row.text("n"))));
        } else {
            throw Refused.parameter(
                    "fields", "Invalid value for the query parameter fields: '" + name + "' has no options to select.");
        }
        return choices;
    }

    private static Optional<Field> field(RecordType type, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return type.field(name);
        }
        Optional<Sublist> sublist = type.sublist(name.substring(0, dot));
        return sublist.flatMap(lines -> lines.field(name.substring(dot + 1)));
    }

    /** {@code q} is {@code field OP value}, several of them with commas between; it looks at the names only. */
    private static List<Choice> filtered(List<Choice> choices, String name, String q) {
        List<Choice> left = choices;
        for (String filter : Arrays.stream(q.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList()) {
            String[] words = filter.split("\\s+", 3);
            if (words.length < 3) {
                throw Refused.parameter("q", "Invalid query parameter: a filter is 'field OPERATOR value'.");
            }
            String value = words[2].replaceAll("^\"|\"$", "").toLowerCase(Locale.ROOT);
            String operator = words[1].toUpperCase(Locale.ROOT);
            if (!List.of("CONTAIN", "IS", "START_WITH").contains(operator)) {
                throw Refused.parameter("q", "Invalid query parameter: use CONTAIN, IS or START_WITH.");
            }
            if (words[0].equalsIgnoreCase(name)) {
                left = left.stream()
                        .filter(choice -> {
                            String text = choice.name().toLowerCase(Locale.ROOT);
                            return switch (operator) {
                                case "CONTAIN" -> text.contains(value);
                                case "START_WITH" -> text.startsWith(value);
                                default -> text.equals(value);
                            };
                        })
                        .toList();
            }
        }
        return left;
    }
}
