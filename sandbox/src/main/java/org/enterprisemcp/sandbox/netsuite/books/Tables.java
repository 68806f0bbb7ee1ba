package org.enterprisemcp.sandbox.netsuite.books;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All tables that SuiteQL sees, and the lists of values that their columns take; the same in every account. */
public final class Tables {

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> enumerations = new LinkedHashMap<>();

    private Tables() {}

    /** Reads the definition files. */
    public static Tables load() {
        Tables loaded = new Tables();
        for (Definitions.Block block : Definitions.read("tables.txt")) {
            String[] words = block.heading().split(" ", -1);
            List<Column> columns = block.lines().stream().map(Column::parse).toList();
            loaded.tables.put(words[1], new Table(words[1], words[2], columns));
        }
        for (Definitions.Block block : Definitions.read("enumerations.txt")) {
            Map<String, String> labels = new LinkedHashMap<>();
            block.lines().forEach(line -> {
                int blank = line.indexOf(' ');
                labels.put(line.substring(0, blank), line.substring(blank + 1));
            });
            loaded.enumerations.put(block.heading().split(" ", -1)[1], labels);
        }
        return loaded;
    }

    /** Every table, in the order of the definition file. */
    public List<Table> all() {
        return List.copyOf(tables.values());
    }

    /** The table of that name, in any case. */
    public Optional<Table> named(String name) {
        return Optional.ofNullable(tables.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The table of that name, which the definition files are known to have. */
    public Table require(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("the books have no table " + name));
    }

    /** Codes and labels of an enumeration; empty if there is none of that name. */
    public Map<String, String> enumeration(String name) {
        return enumerations.getOrDefault(name, Map.of());
    }
}
