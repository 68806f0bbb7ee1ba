package org.enterprisemcp.domain.target;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * Where an upstream's API begins: scheme, host, port and path, always with a slash at the end, so that two spellings of the
 * same place are equal. https, or http on a loopback address only; no user, query or fragment.
 *
 * @param value the normalised URL, for example {@code https://acme.api.example.com/v1/}
 */
public record BaseUrl(String value) {

    private static final int MAX_LENGTH = 2_000;
    private static final Pattern SHAPE = Pattern.compile("(?i)(https?)://"
            + "((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*|\\[::1])"
            + "(?::([0-9]{1,5}))?"
            + "((?:/[A-Za-z0-9._~%!$&'()*+,;=:@-]*)*)");
    private static final Pattern PATH_STEP = Pattern.compile("/(?:\\.|%2e){1,2}(?=/|$)", Pattern.CASE_INSENSITIVE);

    public BaseUrl {
        Matcher url = SHAPE.matcher(value);
        if (value.length() > MAX_LENGTH || !url.matches()) {
            throw new RecordValidation("base_url", "must be an absolute https URL without user, query and fragment");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        String host = url.group(2).toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !isLoopback(host)) {
            throw new RecordValidation("base_url", "must use https; http is for loopback addresses only");
        }
        if (PATH_STEP.matcher(url.group(4)).find()) {
            throw new RecordValidation("base_url", "must not hold the path steps . and ..");
        }
        String path = url.group(4).endsWith("/") ? url.group(4) : url.group(4) + "/";
        value = scheme + "://" + host + port(scheme, url.group(3)) + path;
    }

    /** Whether the name is this machine's own: {@code localhost}, 127.0.0.0/8 or {@code [::1]}. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(?:\\.[0-9]{1,3}){3}");
    }

    private static String port(String scheme, String digits) {
        if (digits == null) {
            return "";
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new RecordValidation("base_url", "must name a port from 1 to 65535");
        }
        return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    @Override
    public String toString() {
        return value;
    }
}
