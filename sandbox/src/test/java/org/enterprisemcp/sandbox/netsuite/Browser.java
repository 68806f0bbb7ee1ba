package org.enterprisemcp.sandbox.netsuite;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;

/** A browser without scripts: it opens a page and submits forms as they stand. */
final class Browser {

    private static final Pattern ACTION = Pattern.compile("<form [^>]*action=\"([^\"]*)\"");
    private static final Pattern FIELD = Pattern.compile("<(?:input|button) [^>]*>");

    private URI here;
    private HttpReply page;

    Browser(String url) {
        here = URI.create(url);
        page = http().send("GET", here.getRawPath() + "?" + here.getRawQuery(), Map.of(), new byte[0]);
    }

    /** Submits the page's form by its first button, but with these fields. */
    Browser submit(Map<String, String> changes) {
        Matcher action = ACTION.matcher(page.text());
        if (!action.find()) {
            throw new AssertionError("no form: " + page.text());
        }
        here = here.resolve(action.group(1));
        Map<String, String> fields = fields();
        fields.putAll(changes);
        page = http().send(
                        "POST",
                        here.getRawPath(),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        form(fields).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Browser submit() {
        return submit(Map.of());
    }

    HttpReply page() {
        return page;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher each = FIELD.matcher(page.text());
        while (each.find()) {
            boolean chosen =
                    !each.group().contains("type=\"radio\"") || each.group().contains(" checked");
            String name = attribute(each.group(), "name");
            if (chosen && !name.isEmpty()) {
                fields.putIfAbsent(name, attribute(each.group(), "value"));
            }
        }
        return fields;
    }

    private static String attribute(String element, String name) {
        Matcher value = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(element);
        return value.find() ? value.group(1) : "";
    }

    private RawHttp http() {
        return new RawHttp(here.getPort());
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
