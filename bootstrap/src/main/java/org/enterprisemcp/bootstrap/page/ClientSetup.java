package org.enterprisemcp.bootstrap.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one client is connected: what to do, and the text to paste. The status page and the demo both take theirs from here.
 *
 * @param client the client's name
 * @param where where the text goes, as a sentence without its full stop
 * @param text what to paste
 */
public record ClientSetup(String client, String where, String text) {

    private static final String LATEST = "2025-11-25";
    private static final Separators AS_PEOPLE_WRITE_IT = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayValueSpacing(Separators.Spacing.AFTER);

    /**
     * All clients that this server knows how to connect over HTTP.
     *
     * @param url the URL of the MCP endpoint
     * @param server the server's name for people
     */
    public static List<ClientSetup> http(String url, String server) {
        String name = key(server);
        String publicly = url.startsWith("https:") ? "" : "; it takes a public https URL only";
        return List.of(
                new ClientSetup(
                        "Claude Code", "In a terminal", "claude mcp add --transport http " + name + " " + quoted(url)),
                new ClientSetup(
                        "Claude Desktop",
                        "claude_desktop_config.json; with a public https URL rather Settings, Connectors",
                        servers(name, ordered("command", "npx", "args", List.of("-y", "mcp-remote", url)))),
                new ClientSetup("claude.ai", "Settings, Connectors, Add custom connector" + publicly, url),
                new ClientSetup(
                        "VS Code and GitHub Copilot",
                        ".vscode/mcp.json",
                        json(Map.of("servers", Map.of(name, ordered("type", "http", "url", url))))),
                new ClientSetup("Cursor", ".cursor/mcp.json", servers(name, Map.of("url", url))),
                new ClientSetup("ChatGPT", "Settings, Connectors, in developer mode: Create" + publicly, url),
                new ClientSetup(
                        "Copilot Studio", "Tools, Add a tool, Model Context Protocol: server URL" + publicly, url),
                new ClientSetup(
                        "MCP inspector",
                        "In a terminal",
                        "npx @modelcontextprotocol/inspector --cli " + quoted(url)
                                + " --transport http --method tools/list"),
                new ClientSetup(
                        "curl",
                        "In a terminal",
                        "curl -s " + quoted(url) + " \\\n  -H 'Content-Type: application/json' \\\n"
                                + "  -H 'Accept: application/json, text/event-stream' \\\n  -d '{\"jsonrpc\":\"2.0\",\"id\":1,"
                                + "\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + LATEST
                                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"curl\",\"version\":\"1\"}}}'"));
    }

    /**
     * A server of the client's own over stdio.
     *
     * @param environment its settings; empty where they are for the reader to fill in
     */
    public static ClientSetup stdio(
            String server, String command, List<String> arguments, Map<String, String> environment) {
        Map<String, Object> entry = new LinkedHashMap<>(ordered("command", command, "args", arguments));
        if (!environment.isEmpty()) {
            entry.put("env", environment);
        }
        return new ClientSetup(
                "Any client over stdio",
                "The client's configuration; the server's settings go into its environment",
                servers(key(server), entry));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put(first, one);
        ordered.put(second, other);
        return ordered;
    }

    private static String servers(String name, Map<String, ?> entry) {
        return json(Map.of("mcpServers", Map.of(name, entry)));
    }

    /** The name as a key in a client's configuration and as a word in a shell. */
    static String key(String server) {
        String key =
                server.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return key.isEmpty() ? "enterprise-mcp" : key;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9:/._-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper()
                    .writer(new DefaultPrettyPrinter()
                            .withSeparators(AS_PEOPLE_WRITE_IT)
                            .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance))
                    .writeValueAsString(value);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
