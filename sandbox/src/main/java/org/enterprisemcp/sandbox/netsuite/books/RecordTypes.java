package org.enterprisemcp.sandbox.netsuite.books;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The record types of the REST service, as their definition file describes them. */
public final class RecordTypes {

    private final Map<String, RecordType> types = new LinkedHashMap<>();
    private final Map<String, Definitions.Block> fragments = new LinkedHashMap<>();
    private final Tables tables;

    private RecordTypes(Tables tables) {
        this.tables = tables;
    }

    /** Reads the definition file. */
    public static RecordTypes load(Tables tables) {
        RecordTypes loaded = new RecordTypes(tables);
        List<Definitions.Block> blocks = Definitions.read("records.txt");
        blocks.forEach(
                block -> loaded.fragments.put(words(block.heading())[0] + " " + words(block.heading())[1], block));
        blocks.stream()
                .filter(block -> block.heading().startsWith("record "))
                .map(loaded::type)
                .forEach(type -> loaded.types.put(type.name().toLowerCase(Locale.ROOT), type));
        return loaded;
    }

    /** Every record type, in the order of the definition file. */
    public List<RecordType> all() {
        return List.copyOf(types.values());
    }

    /** The record type of that name, in any case. */
    public Optional<RecordType> named(String name) {
        return Optional.ofNullable(types.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The record type whose records a row of a table belongs to, given the row's type; empty for tables without records. */
    public Optional<RecordType> of(String table, String type) {
        return types.values().stream()
                .filter(each -> each.table().name().equals(table)
                        && (each.type().isEmpty() || each.type().equals(type)))
                .findFirst();
    }

    private RecordType type(Definitions.Block block) {
        String[] words = words(block.heading());
        Table table = tables.require(words[2]);
        return new RecordType(
                words[1],
                label(block.heading()),
                table,
                words.length > 3 ? words[3] : "",
                fields(block, table),
                sublists(block),
                parts(block, table));
    }

    private List<Field> fields(Definitions.Block block, Table table) {
        List<Field> fields = new ArrayList<>();
        for (String line : block.lines()) {
            if (line.startsWith("include ")) {
                fields.addAll(fields(fragment("fields " + line.substring("include ".length())), table));
            } else if (!line.startsWith("lines ") && !line.startsWith("part ")) {
                fields.add(field(line, table));
            }
        }
        return List.copyOf(fields);
    }

    private static Field field(String line, Table table) {
        String[] cells = line.split(" \\| ", -1);
        String[] names = cells[0].split("=", -1);
        String column = names[names.length - 1].toLowerCase(Locale.ROOT);
        String flags = cells.length > 2 ? cells[2] : "";
        Column kept = flags.equals("unkept")
                ? new Column(column, Column.Kind.FLAG, "", false)
                : table.column(column)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the definition file names " + column + ", which is no column of " + table.name()));
        int to = flags.indexOf("to ");
        String target = to >= 0 ? flags.substring(to + 3) : kept.kind() == Column.Kind.REF ? kept.target() : "";
        return new Field(names[0], kept, cells[1], target, Set.copyOf(List.of(flags.split(" ", -1))));
    }

    private List<Sublist> sublists(Definitions.Block block) {
        List<Sublist> sublists = new ArrayList<>();
        for (String line : block.lines()) {
            if (line.startsWith("lines ")) {
                String[] words = words(line);
                Definitions.Block lines = fragment("lines " + words[3]);
                String[] heading = words(lines.heading());
                Table table = tables.require(heading[2]);
                List<Field> fields = fields(lines, table);
                Column key = fields.stream()
                        .filter(field -> field.name().equals(heading[4]))
                        .findFirst()
                        .orElseThrow()
                        .column();
                sublists.add(new Sublist(
                        words[1],
                        label(line),
                        table,
                        table.column(heading[3]).orElseThrow(),
                        key,
                        heading.length == 5,
                        fields,
                        parts(lines, table)));
            }
        }
        return List.copyOf(sublists);
    }

    private List<Part> parts(Definitions.Block block, Table owner) {
        List<Part> parts = new ArrayList<>();
        for (String line : block.lines()) {
            if (line.startsWith("part ")) {
                String[] words = words(line);
                Definitions.Block part = fragment("part " + words[3]);
                Table table = tables.require(words(part.heading())[2]);
                Column holder = owner.column(words[1]).orElseThrow();
                parts.add(new Part(words[1], holder, table, fields(part, table)));
            }
        }
        return List.copyOf(parts);
    }

    private Definitions.Block fragment(String name) {
        return Optional.ofNullable(fragments.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the definition file has no " + name));
    }

    private static String[] words(String line) {
        return line.split(" \\| ", -1)[0].split(" ", -1);
    }

    private static String label(String line) {
        return line.substring(line.indexOf(" | ") + 3);
    }
}
