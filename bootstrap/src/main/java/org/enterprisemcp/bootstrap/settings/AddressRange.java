package org.enterprisemcp.bootstrap.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;

/**
 * Addresses that begin alike, in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single one.
 *
 * @param first the first of them
 * @param length how many bits they have in common
 */
record AddressRange(InetAddress first, int length) {

    /** What Java would take too (127.1, 0x7f.1, an IPv6 address with a zone) means something else to everybody else. */
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-f:]{2,39}|::ffff:[0-9.]{7,15}");
    private static final Pattern BITS = Pattern.compile("[1-9][0-9]{0,2}");

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or an address.
     *
     * @throws InvalidConfiguration saying what is wrong with it
     */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(
                        () -> invalid(text, "is no IP address or range; write 10.0.0.0/8, 2001:db8::/32 or 192.0.2.1"));
        int bits = first.getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return new AddressRange(first, bits);
        }
        String written = text.substring(slash + 1);
        if (!BITS.matcher(written).matches() || Integer.parseInt(written) > bits) {
            throw invalid(text, "must have a length from 1 to " + bits + " after the slash; 0 would trust everybody");
        }
        AddressRange range = new AddressRange(first, Integer.parseInt(written));
        byte[] masked = range.masked(first.getAddress());
        if (!Arrays.equals(masked, first.getAddress())) {
            throw invalid(text, "has bits after its length; shorten the address, or leave the length out");
        }
        return range;
    }

    private static InvalidConfiguration invalid(String text, String why) {
        // Whoever reads the setting names it.
        return new InvalidConfiguration(List.of("\"" + text + "\" " + why));
    }

    /** An address as it is written in digits, and in no other way; no name is ever looked up. */
    static Optional<InetAddress> address(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (!IPV4.matcher(small).matches() && !IPV6.matcher(small).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(small));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address is one of them. */
    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == first.getAddress().length && Arrays.equals(masked(bytes), first.getAddress());
    }

    private byte[] masked(byte[] address) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(length - (long) i * Byte.SIZE, 0, Byte.SIZE);
            masked[i] = (byte) (address[i] & (0xff << (Byte.SIZE - kept)));
        }
        return masked;
    }
}
