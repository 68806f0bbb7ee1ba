package org.enterprisemcp.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as a login takes: it keeps cookies, fills in nothing, and submits the forms that it is shown. It follows no
 * redirect by itself, so that a test sees each.
 */
public final class Browser {

    private static final Pattern COOKIE = Pattern.compile("(?:^|, )([A-Za-z0-9_-]+)=([^;,]*);([^,]*)");
    private static final Pattern FIELD = Pattern.compile("<input[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");

    private final RawHttp http;
    private final String origin;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** A browser without cookies, for one server on this machine. */
    public Browser(int port) {
        this.http = new RawHttp(port);
        this.origin = "http://127.0.0.1:" + port;
    }

    /** The cookies that it has, by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Opens a page; a whole URL of that server or a path of it. */
    public HttpReply open(String url) {
        return send("GET", url, Map.of("Sec-Fetch-Site", "none"), "");
    }

    /** Submits the form of a page that it was shown, by one of its buttons. */
    public HttpReply submit(HttpReply page, String action, String button, String value) {
        Map<String, String> fields = fieldsOf(page);
        fields.put(button, value);
        return post(action, fields, Map.of("Origin", origin, "Sec-Fetch-Site", "same-origin"));
    }

    /** Sends a form with headers as they are given. */
    public HttpReply post(String path, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, all, encoded(fields));
    }

    /** The hidden fields of a page. */
    public static Map<String, String> fieldsOf(HttpReply page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page.text());
        while (field.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(field.group());
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            fields.put(attributes.getOrDefault("name", ""), attributes.getOrDefault("value", ""));
        }
        return fields;
    }

    /** Fields as a form or query carries them. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpReply send(String method, String url, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!cookies.isEmpty()) {
            all.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        String path = url.startsWith(origin) ? url.substring(origin.length()) : url;
        HttpReply reply = http.send(method, path, all, body.getBytes(StandardCharsets.UTF_8));
        reply.header("Set-Cookie").ifPresent(this::keep);
        return reply;
    }

    private void keep(String header) {
        Matcher cookie = COOKIE.matcher(header);
        while (cookie.find()) {
            if (cookie.group(3).contains("Max-Age=0")) {
                cookies.remove(cookie.group(1));
            } else {
                cookies.put(cookie.group(1), cookie.group(2));
            }
        }
    }
}
