package org.enterprisemcp.oauth.client;

import java.net.Inet6Address;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI taken apart as RFC 3986 says (appendix B) and nothing more: no part is decoded, repaired or normalised, so that what was
 * checked is what goes out. Refused from the start is what browsers and libraries read differently.
 *
 * @param scheme in lower case
 * @param authority user, host and port as written; empty when there is none or when nothing stands in it
 * @param path as written
 * @param query as written, without its question mark
 */
record UriText(String scheme, Optional<String> authority, String path, Optional<String> query) {

    static final int LONGEST = 2_048;

    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?]*))?([^?\\[\\]]*)(?:\\?(.*))?");
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=]*");
    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST_HOST = 253;
    private static final int LARGEST_PORT = 65_535;

    /**
     * Takes a URI apart.
     *
     * @throws IllegalArgumentException saying what is wrong, in words that follow the name of a field; never with the URI in it
     */
    static UriText of(String uri) {
        if (uri.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        if (uri.indexOf('#') >= 0) {
            throw new IllegalArgumentException("has a fragment; leave out the # and what follows");
        }
        if (uri.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("has a backslash");
        }
        if (!uri.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "has a character that is not printable ASCII; write hosts in their xn-- form and percent-encode the rest");
        }
        Matcher parts = PARTS.matcher(uri);
        if (!PLAIN.matcher(ESCAPED.matcher(uri).replaceAll("")).matches() || !parts.matches()) {
            throw new IllegalArgumentException("is no absolute URI");
        }
        UriText taken = new UriText(
                parts.group(1).toLowerCase(Locale.ROOT),
                Optional.ofNullable(parts.group(2)).filter(text -> !text.isEmpty()),
                parts.group(3),
                Optional.ofNullable(parts.group(4)));
        taken.refuseTricks();
        return taken;
    }

    private void refuseTricks() {
        if (authority.isPresent() && authority.get().indexOf('@') >= 0) {
            throw new IllegalArgumentException("has a user before its host");
        }
        String decoded = decoded(path);
        if (decoded.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("has a backslash");
        }
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has an encoded control character");
        }
        if (Arrays.stream(decoded.split("/", -1))
                .map(UriText::withoutParameters)
                .anyMatch(List.of(".", "..")::contains)) {
            throw new IllegalArgumentException("has a dot segment (. or ..) in its path");
        }
    }

    /** Host and port; empty where the authority is none that DNS or a browser would read in one way only. */
    Optional<Host> host() {
        return authority.flatMap(UriText::host);
    }

    /**
     * A host with its port.
     *
     * @param name in lower case: a DNS name, an IPv4 address of four numbers, or an IPv6 address in brackets
     * @param port as written; empty when there is none
     */
    record Host(String name, Optional<Integer> port) {

        /** Whether it is a name that DNS resolves, with a dot in it; no address, no name of this machine. */
        boolean isDnsName() {
            return name.indexOf('.') > 0 && isName(name) && !name.endsWith(".localhost");
        }
    }

    private static Optional<Host> host(String authority) {
        Matcher parts = HOST.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        Optional<Integer> port = port(parts.group(2));
        boolean goodPort = parts.group(2) == null || port.isPresent();
        return goodPort && (isBracketed(name) || isAddress(name) || isName(name))
                ? Optional.of(new Host(name, port))
                : Optional.empty();
    }

    private static Optional<Integer> port(@Nullable String digits) {
        return Optional.ofNullable(digits).map(Integer::parseInt).filter(port -> port > 0 && port <= LARGEST_PORT);
    }

    private static boolean isBracketed(String name) {
        if (!name.matches("\\[[0-9a-f:.]{2,45}\\]")) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(name.substring(1, name.length() - 1));
            return true;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Four decimal numbers; the short, octal and hexadecimal ways to write an address are no address here. */
    private static boolean isAddress(String name) {
        return name.matches("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})")
                && Arrays.stream(name.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST_HOST
                && Arrays.stream(name.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches())
                && endsInALetteredLabel(name);
    }

    /** Browsers take a host whose last label is a number for an IPv4 address, in whatever way it is written. */
    private static boolean endsInALetteredLabel(String name) {
        return Character.isLetter(name.charAt(name.lastIndexOf('.') + 1));
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }
}
