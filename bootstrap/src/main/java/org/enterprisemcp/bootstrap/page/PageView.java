package org.enterprisemcp.bootstrap.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.enterprisemcp.mcp.catalog.McpTool;

/** The markup of the status page. */
final class PageView {

    private final PageFacts facts;
    private final Asset style;
    private final Asset script;
    private final Asset icon;
    private final String page = Asset.text("status.html");
    private final String charts = Asset.text("charts.html");

    PageView(PageFacts facts, Asset style, Asset script, Asset icon) {
        this.facts = facts;
        this.style = style;
        this.script = script;
        this.icon = icon;
    }

    /** @param operator who looks at it, if it is an operator */
    Html page(Optional<String> operator) {
        boolean ready = facts.ready().getAsBoolean();
        List<McpTool> tools = facts.tools().get();
        Map<String, Object> words = new TreeMap<>();
        words.put("server", facts.server());
        words.put("style", facts.path() + style.path());
        words.put("script", facts.path() + script.path());
        words.put("icon", facts.path() + icon.path());
        words.put("upstream", facts.upstream());
        words.put("state", ready ? "ready" : "stopping");
        words.put("state_words", ready ? "Ready" : "Not ready");
        words.put("version", facts.version());
        words.put("uptime", inWords(facts.uptime().get()));
        words.put("url", facts.baseUrl().get() + "/mcp");
        words.put("base", facts.baseUrl().get());
        words.put("sign_in", facts.signIn());
        words.put("clients", clients());
        words.put("tool_count", tools.size());
        words.put("tools", tools(tools));
        words.put("operator", operator.map(this::operator).orElse(Html.NONE));
        words.put("door", operator.isEmpty() && facts.login() ? door() : Html.NONE);
        return Html.of(page, words);
    }

    private Html clients() {
        List<ClientSetup> setups =
                new ArrayList<>(ClientSetup.http(facts.baseUrl().get() + "/mcp", facts.server()));
        setups.add(ClientSetup.stdio(
                facts.server(), "java", List.of("-jar", "/path/to/enterprise-mcp.jar", "stdio"), Map.of()));
        return Html.all(setups.stream()
                .map(setup ->
                        Html.of("""
                        <li><div><h3>{client}</h3><p class="quiet">{where}</p></div>
                        <div class="snippet"><pre><code>{text}</code></pre>
                        <button type="button" class="copy" hidden data-copy="the text for {client}" aria-label="Copy the text for {client}">Copy</button></div>
                        </li>""", Map.of("client", setup.client(), "where", setup.where(), "text", setup.text())))
                .toList());
    }

    private static Html tools(List<McpTool> tools) {
        return tools.isEmpty()
                ? new Html("<p class=\"quiet\">No tool is offered; MCP_TOOLSETS says which are.</p>")
                : Html.of(
                        """
                        <ul class="tools">
                        {tools}
                        </ul>""",
                        Map.of(
                                "tools",
                                Html.all(tools.stream().map(PageView::tool).toList())));
    }

    private static Html tool(McpTool tool) {
        JsonNode properties = tool.inputSchema().path("properties");
        List<String> required = new ArrayList<>();
        tool.inputSchema().path("required").forEach(name -> required.add(name.asText()));
        List<Html> arguments = new ArrayList<>();
        properties
                .properties()
                .forEach(property -> arguments.add(Html.of(
                        """
                        <tr><th scope="row"><code>{name}</code></th><td class="quiet">{need}</td><td>{about}</td></tr>""",
                        Map.of(
                                "name",
                                property.getKey(),
                                "need",
                                required.contains(property.getKey()) ? "required" : "optional",
                                "about",
                                property.getValue().path("description").asText("")))));
        Html table = arguments.isEmpty()
                ? new Html("<p class=\"quiet\">It takes no arguments.</p>")
                : Html.of("""
                        <table class="arguments" aria-label="Arguments of {name}">
                        <thead><tr><th scope="col">Argument</th><th scope="col">Need</th><th scope="col">Meaning</th></tr></thead>
                        <tbody>{arguments}</tbody></table>""", Map.of("name", tool.name(), "arguments", Html.all(arguments)));
        return Html.of(
                """
                <li><details><summary><span class="what"><code class="tool">{name}</code><span class="marks">{marks}</span></span></summary>
                <p>{description}</p>{table}</details></li>""",
                Map.of(
                        "name",
                        tool.name(),
                        "marks",
                        Html.all(marks(tool).stream()
                                .map(mark -> Html.of("<span class=\"mark\">{mark}</span>", Map.of("mark", mark)))
                                .toList()),
                        "description",
                        tool.description(),
                        "table",
                        table));
    }

    private static List<String> marks(McpTool tool) {
        List<String> marks = new ArrayList<>();
        tool.annotations().ifPresent(hints -> {
            marks.add(hints.readOnly() ? "reads only" : "writes");
            if (hints.destructive()) {
                marks.add("may destroy");
            }
            if (hints.idempotent() && !hints.readOnly()) {
                marks.add("safe to repeat");
            }
        });
        return marks;
    }

    private Html operator(String who) {
        Html rows = Html.all(facts.configuration().get().entrySet().stream()
                .map(entry -> Html.of(
                        "<div class=\"{value}\"><dt>{name}</dt><dd>{value}</dd></div>",
                        Map.of("name", words(entry.getKey()), "value", entry.getValue() ? "yes" : "no")))
                .toList());
        return Html.of("""
                <section aria-labelledby="operators" class="card"><h2 id="operators">For operators</h2>
                <p class="quiet">You are seen as an operator: {who}.</p><dl class="checks">{rows}</dl></section>{charts}""", Map.of("who", who, "rows", rows, "charts", facts.live() ? live() : Html.NONE));
    }

    /** {@code oauth_proxy} for people. */
    private static String words(String key) {
        String words = key.replace('_', ' ').replace("oauth", "OAuth");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Html live() {
        return Html.of(
                charts,
                Map.of(
                        "source",
                        facts.path() + "/debug/calls",
                        "again",
                        facts.login() ? signIn() : facts.path() + "/",
                        "again_words",
                        facts.login() ? "Sign in again" : "Reload the page"));
    }

    private Html door() {
        return Html.of("""
                <p class="quiet door">Do you run this server? <a href="{sign_in}">Sign in</a> to see its configuration and its calls.</p>""", Map.of("sign_in", signIn()));
    }

    private String signIn() {
        return facts.path() + "/debug/sign-in";
    }

    private static String inWords(Duration uptime) {
        if (uptime.toMinutes() < 1) {
            return uptime.toSeconds() + " s";
        }
        return uptime.toHours() < 1
                ? uptime.toMinutes() + " min"
                : uptime.toDays() < 1
                        ? uptime.toHours() + " h " + uptime.toMinutesPart() + " min"
                        : uptime.toDays() + " d " + uptime.toHoursPart() + " h";
    }
}
