package org.enterprisemcp.mcp.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/** Which tools are offered ({@code MCP_TOOLSETS}), if the upstream has them. */
public final class ToolSelection {

    private static final String ALL = "all";

    private final Set<String> tools;
    private final Optional<ToolsFile> file;

    private ToolSelection(Set<String> tools, Optional<ToolsFile> file) {
        this.tools = tools;
        this.file = file;
    }

    /** The default: the tools that every assistant needs. */
    public static ToolSelection core() {
        return of(List.of(written(Toolset.CORE)));
    }

    /**
     * The tools of some toolsets, and single ones.
     *
     * @param names names that {@link #checked} has let pass
     */
    public static ToolSelection of(Collection<String> names) {
        Set<String> tools = new LinkedHashSet<>();
        for (Toolset toolset : Toolset.values()) {
            if (names.contains(ALL) || names.contains(written(toolset))) {
                tools.addAll(toolset.tools());
            }
        }
        tools.addAll(names);
        return new ToolSelection(tools, Optional.empty());
    }

    /** The same with the typed tools of a file ({@code MCP_TOOLS_FILE}), if there is one. */
    public ToolSelection with(Optional<ToolsFile> typed) {
        return new ToolSelection(tools, typed);
    }

    /**
     * The name of a toolset or a tool, if there is one.
     *
     * @throws RecordValidation naming those that there are
     */
    public static String checked(String name) {
        if (!known().contains(name)) {
            throw new RecordValidation("toolset", "there is no " + name + "; there are " + String.join(", ", known()));
        }
        return name;
    }

    /** The typed tools as they are written. */
    Optional<ToolsFile> file() {
        return file;
    }

    boolean offers(String tool) {
        return tools.contains(tool);
    }

    private static List<String> known() {
        List<String> names = new ArrayList<>(List.of(ALL));
        Arrays.stream(Toolset.values()).map(ToolSelection::written).forEach(names::add);
        names.addAll(Toolset.everyTool());
        return names;
    }

    private static String written(Toolset toolset) {
        return toolset.name().toLowerCase(Locale.ROOT);
    }
}
