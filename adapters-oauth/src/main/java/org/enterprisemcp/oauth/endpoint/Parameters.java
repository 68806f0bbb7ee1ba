package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;

/** The parameters of a query or a form (RFC 6749 section 3.1): none may be given twice, an empty one was not given. */
final class Parameters {

    private static final int LONGEST = 8 * 1024;
    private static final int CONSENT_FORM = 24 * 1024;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static Parameters ofQuery(ServerRequest request) {
        String query = request.query().rawValue();
        if (query.length() > LONGEST) {
            throw new TooMuch(414);
        }
        return parsed(query);
    }

    /** The form in the body of a POST to an endpoint for programs. */
    static Parameters ofForm(ServerRequest request, Clock clock) {
        return ofForm(request, LONGEST, clock);
    }

    /** The form of the consent page, which carries all that the authorization request did, sealed. */
    static Parameters ofConsent(ServerRequest request, Clock clock) {
        return ofForm(request, CONSENT_FORM, clock);
    }

    private static Parameters ofForm(ServerRequest request, int longest, Clock clock) {
        String type = request.headers().contains(HeaderNames.CONTENT_TYPE)
                ? request.headers().get(HeaderNames.CONTENT_TYPE).get().toLowerCase(Locale.ROOT)
                : "";
        if (!type.split(";", -1)[0].strip().equals("application/x-www-form-urlencoded")) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REQUEST, "Content-Type must be application/x-www-form-urlencoded.");
        }
        return parsed(new String(Body.of(request, longest, clock), StandardCharsets.UTF_8));
    }

    private static Parameters parsed(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new OAuthRefusal(OAuthError.INVALID_REQUEST, "A parameter is not form-encoded.");
        }
    }

    /**
     * A parameter; empty where it was not given.
     *
     * @throws OAuthRefusal when it was given twice
     */
    Optional<String> find(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw new OAuthRefusal(OAuthError.INVALID_REQUEST, name + " is given twice.");
        }
        return given.stream().findFirst().filter(value -> !value.isEmpty());
    }

    /**
     * A parameter that must be given.
     *
     * @throws OAuthRefusal when it was not, or twice
     */
    String get(String name) {
        return find(name).orElseThrow(() -> new OAuthRefusal(OAuthError.INVALID_REQUEST, name + " is missing."));
    }

    /**
     * All of them, once each.
     *
     * @throws OAuthRefusal when one was given twice
     */
    Map<String, String> once() {
        Map<String, String> once = new LinkedHashMap<>();
        values.keySet().forEach(name -> find(name).ifPresent(value -> once.put(name, value)));
        return once;
    }
}
