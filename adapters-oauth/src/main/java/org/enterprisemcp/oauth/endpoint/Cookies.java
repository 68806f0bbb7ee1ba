package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * The cookies that tie a login to the browser in which it was begun. Each is signed, so that one which a neighbouring site slipped
 * in is worth nothing. Over https their names begin with {@code __Host-}.
 */
final class Cookies {

    private static final String BROWSER = "mcp-consent";
    private static final String LOGIN = "mcp-tx-";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST_LOGINS = 8;
    private static final int NAME_LENGTH = 8;

    private final KeyRing keys;
    private final boolean secure;
    private final Clock clock;

    Cookies(KeyRing keys, boolean secure, Clock clock) {
        this.keys = keys;
        this.secure = secure;
        this.clock = clock;
    }

    /** The name of the browser, if it has one that was given here. */
    Optional<String> browser(ServerRequest request) {
        return Optional.ofNullable(all(request).get(prefixed(BROWSER))).flatMap(value -> signed("browser", value));
    }

    /** The name of the browser; one that has none gets one. It is set anew, to last as long as the login that begins now. */
    String browser(ServerRequest request, ServerResponse response) {
        String name = browser(request).orElseGet(Opaque::create);
        set(response, prefixed(BROWSER), sign("browser", name), LIFE);
        return name;
    }

    /** What a consent form must carry besides the transaction: proof that the page was shown in this browser. */
    String consentProof(String transaction, String browser) {
        return keys.mac(KeyPurpose.COOKIE, "consent|" + Opaque.hash(transaction) + "|" + browser);
    }

    boolean isConsentProof(String transaction, String browser, String proof) {
        return keys.verifies(KeyPurpose.COOKIE, "consent|" + Opaque.hash(transaction) + "|" + browser, proof);
    }

    /** Ties a login to this browser. */
    void bind(ServerRequest request, ServerResponse response, String state, String browser) {
        dropTheOldest(request, response);
        String value = clock.instant().getEpochSecond() + "." + keys.mac(KeyPurpose.COOKIE, binding(state, browser));
        set(response, loginName(state), value, LIFE);
    }

    /** Whether the login was begun in this browser. */
    boolean isBound(ServerRequest request, String state) {
        String value = all(request).getOrDefault(loginName(state), "");
        String mac = value.substring(value.indexOf('.') + 1);
        return browser(request)
                .filter(browser -> keys.verifies(KeyPurpose.COOKIE, binding(state, browser), mac))
                .isPresent();
    }

    void unbind(ServerResponse response, String state) {
        set(response, loginName(state), "", Duration.ZERO);
    }

    /** A value that was set by {@link #remember}, if nobody changed it. */
    Optional<String> remembered(ServerRequest request, String name) {
        return Optional.ofNullable(all(request).get(prefixed(name))).flatMap(value -> signed(name, value));
    }

    void remember(ServerResponse response, String name, String value, Duration life) {
        set(response, prefixed(name), sign(name, value), life);
    }

    private void dropTheOldest(ServerRequest request, ServerResponse response) {
        List<Map.Entry<String, String>> logins = new ArrayList<>(all(request).entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(prefixed(LOGIN)))
                .sorted(Comparator.comparing(cookie -> cookie.getValue().split("\\.", 2)[0]))
                .toList());
        while (logins.size() >= MOST_LOGINS) {
            set(response, logins.removeFirst().getKey(), "", Duration.ZERO);
        }
    }

    private static String binding(String state, String browser) {
        return "login|" + state + "|" + browser;
    }

    private String loginName(String state) {
        return prefixed(LOGIN) + Opaque.hash(state).substring(0, NAME_LENGTH);
    }

    private String sign(String purpose, String value) {
        return value + "." + keys.mac(KeyPurpose.COOKIE, purpose + "|" + value);
    }

    private Optional<String> signed(String purpose, String signed) {
        int dot = signed.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String value = signed.substring(0, dot);
        return keys.verifies(KeyPurpose.COOKIE, purpose + "|" + value, signed.substring(dot + 1))
                ? Optional.of(value)
                : Optional.empty();
    }

    private String prefixed(String name) {
        return (secure ? "__Host-" : "") + name;
    }

    private void set(ServerResponse response, String name, String value, Duration life) {
        response.headers()
                .add(HeaderValues.create(
                        HeaderNames.SET_COOKIE,
                        name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : "")));
    }

    private static Map<String, String> all(ServerRequest request) {
        Map<String, String> cookies = new LinkedHashMap<>();
        if (request.headers().contains(HeaderNames.COOKIE)) {
            for (String header : request.headers().get(HeaderNames.COOKIE).allValues()) {
                for (String pair : header.split(";", -1)) {
                    String[] parts = pair.strip().split("=", 2);
                    if (parts.length == 2) {
                        cookies.put(parts[0], parts[1]);
                    }
                }
            }
        }
        return cookies;
    }
}
