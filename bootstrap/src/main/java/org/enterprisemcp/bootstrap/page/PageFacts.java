package org.enterprisemcp.bootstrap.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.enterprisemcp.mcp.catalog.McpTool;

/**
 * What the status page tells.
 *
 * @param server the server's name for people
 * @param version its version
 * @param upstream the business system's name for people
 * @param baseUrl where clients find the server, without a slash at its end
 * @param path the path of the base URL: empty or {@code /prefix}
 * @param signIn how callers prove who they are, as a sentence
 * @param ready whether new calls are welcome
 * @param uptime how long it has been running
 * @param tools what is offered
 * @param configuration for operators: what is configured
 * @param live whether there are charts for operators
 * @param login whether operators can sign in with a browser
 */
public record PageFacts(
        String server,
        String version,
        String upstream,
        Supplier<String> baseUrl,
        String path,
        String signIn,
        BooleanSupplier ready,
        Supplier<Duration> uptime,
        Supplier<List<McpTool>> tools,
        Supplier<Map<String, Boolean>> configuration,
        boolean live,
        boolean login) {}
