package org.enterprisemcp.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as a login takes: it keeps cookies by server, and submits the forms that it is shown as they are filled in.
 * It follows no redirect unless it is told to sign in, so that a test sees each. All servers are on this machine.
 */
public final class Browser {

    private static final int MOST_STEPS = 20;
    private static final Pattern COOKIE = Pattern.compile("(?:^|, )([A-Za-z0-9_-]+)=([^;,]*);([^,]*)");
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>");
    private static final Pattern FIELD = Pattern.compile("<input[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value|type)=\"([^\"]*)\"");

    private final URI home;
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

    /** A browser without cookies; paths are of the server on this port. */
    public Browser(int port) {
        this.home = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The cookies that it has for the server at home, by name. */
    public Map<String, String> cookies() {
        return cookies.computeIfAbsent(home.getRawAuthority(), _ -> new LinkedHashMap<>());
    }

    /** Opens a page; a whole URL, or a path of the server at home. */
    public HttpReply open(String url) {
        return send("GET", home.resolve(url), Map.of("Sec-Fetch-Site", "none"), "");
    }

    /** Submits the form of a page that it was shown, by one of its buttons. */
    public HttpReply submit(HttpReply page, String action, String button, String value) {
        Map<String, String> fields = fieldsOf(page);
        fields.put(button, value);
        return post(action, fields, ownPage(home));
    }

    /** Sends a form with headers as they are given. */
    public HttpReply post(String path, Map<String, String> fields, Map<String, String> headers) {
        return post(home.resolve(path), fields, headers);
    }

    /**
     * Signs in as whoever the pages suggest, and agrees to everything.
     *
     * @param url where a client sends its user
     * @param redirectUri where the user comes back to
     * @return the parameters that the client gets
     */
    public Map<String, String> signIn(String url, String redirectUri) {
        URI at = home.resolve(url);
        HttpReply reply = open(url);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (reply.header("Location").isPresent()) {
                at = at.resolve(reply.header("Location").get());
                if (at.toString().startsWith(redirectUri)) {
                    return FakeAuthorizationServer.parametersOf(at.toString());
                }
                reply = send("GET", at, Map.of("Sec-Fetch-Site", "none"), "");
            } else {
                Matcher form = FORM.matcher(reply.text());
                if (reply.status() != 200 || !form.find()) {
                    throw new AssertionError(at + " answered " + reply.status() + ": " + reply.text());
                }
                Map<String, String> fields = fieldsOf(reply);
                fields.put("decision", "allow");
                at = at.resolve(plain(form.group(1)));
                reply = post(at, fields, ownPage(at));
            }
        }
        throw new AssertionError("the login does not come to an end");
    }

    private static Map<String, String> ownPage(URI page) {
        return Map.of("Origin", page.getScheme() + "://" + page.getRawAuthority(), "Sec-Fetch-Site", "same-origin");
    }

    private HttpReply post(URI url, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", url, all, encoded(fields));
    }

    /** The fields of a page as they are filled in. */
    public static Map<String, String> fieldsOf(HttpReply page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page.text());
        while (field.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(field.group());
            while (attribute.find()) {
                attributes.put(attribute.group(1), plain(attribute.group(2)));
            }
            boolean chosen = !attributes.getOrDefault("type", "").equals("radio")
                    || field.group().contains(" checked");
            if (chosen) {
                fields.put(attributes.getOrDefault("name", ""), attributes.getOrDefault("value", ""));
            }
        }
        return fields;
    }

    /** Where the first form of a page goes. */
    public static String actionOf(HttpReply page) {
        Matcher form = FORM.matcher(page.text());
        if (!form.find()) {
            throw new AssertionError("there is no form: " + page.text());
        }
        return plain(form.group(1));
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Fields as a form or query carries them. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpReply send(String method, URI url, Map<String, String> headers, String body) {
        Map<String, String> jar = cookies.computeIfAbsent(url.getRawAuthority(), _ -> new LinkedHashMap<>());
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!jar.isEmpty()) {
            all.put(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        HttpReply reply = new RawHttp(url.getPort()).send(method, target, all, body.getBytes(StandardCharsets.UTF_8));
        reply.header("Set-Cookie").ifPresent(header -> keep(jar, header));
        return reply;
    }

    private static void keep(Map<String, String> jar, String header) {
        Matcher cookie = COOKIE.matcher(header);
        while (cookie.find()) {
            if (cookie.group(3).contains("Max-Age=0")) {
                jar.remove(cookie.group(1));
            } else {
                jar.put(cookie.group(1), cookie.group(2));
            }
        }
    }
}
