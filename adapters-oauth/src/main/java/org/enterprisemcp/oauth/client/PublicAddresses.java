package org.enterprisemcp.oauth.client;

import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.spi.DnsResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Names of hosts that a stranger chose are resolved here, and only where every address behind one is public: no address of this
 * machine, of its network, or that reaches such a one through a translator. The address that was checked is the one that is connected
 * to, so that a name cannot lead elsewhere a moment later. It sees only what the web client asks for: URLs are checked first, as the
 * client takes a host that it cannot read for {@code localhost}.
 */
final class PublicAddresses implements DnsResolver {

    /** What IANA's registries of special-purpose addresses call not globally reachable, and multicast. */
    private static final List<Block> NOT_PUBLIC_V4 = List.of(
            block("00000000", 8),
            block("0a000000", 8),
            block("64400000", 10),
            block("7f000000", 8),
            block("a9fe0000", 16),
            block("ac100000", 12),
            block("c0000000", 24),
            block("c0000200", 24),
            block("c0586300", 24),
            block("c0a80000", 16),
            block("c6120000", 15),
            block("c6336400", 24),
            block("cb007100", 24),
            block("e0000000", 4),
            block("f0000000", 4));

    /** Unicast addresses of IPv6 are 2000::/3; all else is local, multicast, or another address in disguise. */
    private static final Block UNICAST_V6 = block("20", 3);

    /** Within it: protocol assignments with Teredo, documentation, 6to4, documentation. */
    private static final List<Block> NOT_PUBLIC_V6 =
            List.of(block("20010000", 23), block("20010db8", 32), block("20020000", 16), block("3fff0000", 20));

    private final NameService names;

    /** @param names from where the addresses come; {@code InetAddress::getAllByName} but in tests */
    PublicAddresses(NameService names) {
        this.names = names;
    }

    /** All addresses of a host. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Nothing is connected to. The message says why, without the host. */
    static final class Refused extends RuntimeException {
        private Refused(String reason) {
            super(reason);
        }
    }

    @Override
    public InetAddress resolveAddress(String host, DnsAddressLookup lookup) {
        InetAddress[] all;
        try {
            all = names.addresses(host);
        } catch (UnknownHostException unknown) {
            throw new Refused("the host has no address");
        }
        if (all.length == 0 || !Arrays.stream(all).allMatch(PublicAddresses::isPublic)) {
            throw new Refused("the host has an address that is not public");
        }
        return named(host, all[0]);
    }

    /**
     * The address under the name that was asked for. The web client takes the name to check a certificate against from the address,
     * and of one without a name it asks whoever runs the reverse zone.
     */
    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException otherLength) {
            throw new IllegalStateException(otherLength);
        }
    }

    /** Whether an address belongs to the public Internet. */
    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    /** The same of the bytes of an address: four or sixteen. */
    static boolean isPublic(byte[] address) {
        return address.length == 4
                ? NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address))
                : UNICAST_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
    }

    /** All addresses that begin with the same bits. */
    private record Block(List<Byte> start, int bits) {
        private boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ start.get(bit / 8)) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Block block(String hex, int bits) {
        byte[] start = HexFormat.of().parseHex(hex);
        List<Byte> bytes = new ArrayList<>();
        for (byte one : start) {
            bytes.add(one);
        }
        return new Block(List.copyOf(bytes), bits);
    }
}
