package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * The file of typed tools ({@code MCP_TOOLS_FILE}) as it was read, before anything in it was looked at.
 *
 * @param name how problems name the file
 * @param content what stands in it
 * @param lines the line of everything in it by JSON pointer
 */
public record ToolsFile(String name, ObjectNode content, Map<String, Integer> lines) {

    public ToolsFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        lines = Map.copyOf(lines);
    }

    /** The line of a place, or of the nearest thing around it. */
    int line(String pointer) {
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 1);
    }
}
