package org.enterprisemcp.bootstrap.settings;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that are believed when they tell for whom they send a request (RFC 7239, and X-Forwarded-For). Nobody else is, and
 * of what they tell only the address is used: the URL of this server is what its operator configured.
 */
public final class TrustedProxies {

    /** A parameter of a Forwarded element: a token, or a quoted string without anything in need of escaping. */
    private static final Pattern PARAMETER = Pattern.compile("\\s*([A-Za-z]+)=([^\\s\",;=]+|\"[^\"\\\\]*\")\\s*");

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\[\\]]+)]|([0-9.]+))(?::[0-9]{1,5})?");

    private final Set<AddressRange> ranges;

    TrustedProxies(Set<AddressRange> ranges) {
        this.ranges = Set.copyOf(ranges);
    }

    /** Reads the setting; problems stay with the reader. */
    static TrustedProxies read(SettingsReader settings) {
        return new TrustedProxies(settings.list(EnvironmentKey.MCP_TRUSTED_PROXIES, AddressRange::of));
    }

    /**
     * The address of whoever sent a request: of the peer, or, if that is a trusted proxy, of the nearest one before it that is
     * not. What stands further left may have been written by that one. A proxy that passes on one header and writes the other
     * cannot be told from one that does it the other way round, so where both are there neither is believed.
     *
     * @param peer who is at the other end of the connection
     * @param forwarded the values of Forwarded, in their order
     * @param forwardedFor the values of X-Forwarded-For, in their order
     */
    public InetAddress client(InetAddress peer, List<String> forwarded, List<String> forwardedFor) {
        if (!trusts(peer) || (!forwarded.isEmpty() && !forwardedFor.isEmpty())) {
            return peer;
        }
        InetAddress nearest = peer;
        List<Optional<InetAddress>> told = told(forwarded, forwardedFor);
        for (Optional<InetAddress> before : told.reversed()) {
            if (!trusts(nearest) || before.isEmpty()) {
                return nearest;
            }
            nearest = before.get();
        }
        return nearest;
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Optional<InetAddress>> told(List<String> forwarded, List<String> forwardedFor) {
        List<Optional<InetAddress>> told = new ArrayList<>();
        for (String value : forwardedFor) {
            for (String element : value.split(",", -1)) {
                told.add(address(element.strip()));
            }
        }
        for (String value : forwarded) {
            for (String element : value.split(",", -1)) {
                told.add(parameterFor(element).flatMap(TrustedProxies::address));
            }
        }
        return told;
    }

    /** The one parameter {@code for} of an element; none if anything about the element is not as it must be. */
    private static Optional<String> parameterFor(String element) {
        Optional<String> found = Optional.empty();
        for (String pair : element.split(";", -1)) {
            Matcher parameter = PARAMETER.matcher(pair);
            if (!parameter.matches()) {
                return Optional.empty();
            }
            if (parameter.group(1).equalsIgnoreCase("for")) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(parameter.group(2).replace("\"", ""));
            }
        }
        return found;
    }

    /** An address, some with a port; what a proxy writes instead of one ({@code unknown}, {@code _hidden}) is none. */
    private static Optional<InetAddress> address(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        if (!withPort.matches()) {
            return AddressRange.address(text);
        }
        return AddressRange.address(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
    }
}
