package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webclient.api.DnsAddressLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // this host, private, shared, loopback, link-local
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                // protocol assignments, documentation, 6to4 relays, benchmarks
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                // multicast, reserved, broadcast
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                // IPv6: unspecified, loopback, translated, discard, link-local, site-local, unique local, multicast
                "::",
                "::1",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "5f00::1",
                // Teredo, other protocol assignments, documentation, 6to4
                "2001::1",
                "2001:0:ffff::1",
                "2001:20::1",
                "2001:1ff::1",
                "2001:db8::1",
                "2002::1",
                "2002:a00:1::1",
                "2002:ffff::1",
                "3fff::1",
                "4000::1"
            })
    @DisplayName("AT-22: no address of this machine, of its network, or of one that leads there")
    void refusesAnAddressThatIsNotPublic(String literal) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000ffff0a000001",
                "00000000000000000000ffff7f000001",
                "00000000000000000000ffff08080808",
                "0000000000000000000000007f000001",
                "00000000000000000000000008080808"
            })
    @DisplayName("AT-22: no IPv4 address that is dressed as IPv6")
    void refusesAnIpv4AddressThatIsDressedAsIpv6(String hex) {
        assertThat(PublicAddresses.isPublic(HexFormat.of().parseHex(hex))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe::1"
            })
    @DisplayName("AT-22: the addresses next to the blocks are public")
    void acceptsAPublicAddress(String literal) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isTrue();
    }

    @Test
    @DisplayName("AT-22: one private address among public ones is enough to refuse a host")
    void refusesAHostOfWhichOneAddressIsPrivate() {
        assertRefused(_ -> addresses("1.1.1.1", "10.0.0.1"));
        assertRefused(_ -> addresses("2606:4700::1111", "::1"));
        assertRefused(_ -> addresses());
        assertRefused(_ -> {
            throw new UnknownHostException("nobody");
        });
    }

    @Test
    @DisplayName("AT-22: a name that leads elsewhere the second time is judged by what is connected to")
    void connectsToTheAddressThatWasChecked() {
        int[] lookups = {0};
        PublicAddresses names =
                new PublicAddresses(_ -> lookups[0]++ == 0 ? addresses("1.1.1.1") : addresses("127.0.0.1"));
        assertThat(resolved(names)).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
        assertThat(lookups[0]).isEqualTo(1);
        assertThatThrownBy(() -> resolved(names)).isInstanceOf(PublicAddresses.Refused.class);
    }

    @Test
    @DisplayName("AT-22: an address carries the name that was asked for, against which its certificate is checked")
    void anAddressCarriesTheNameThatWasAskedFor() {
        assertThat(resolved(new PublicAddresses(_ -> addresses("1.1.1.1"))).getHostName())
                .isEqualTo("rebind.example");
        assertThat(resolved(new PublicAddresses(_ -> addresses("2606:4700::1111")))
                        .getHostName())
                .isEqualTo("rebind.example");
    }

    private static void assertRefused(PublicAddresses.NameService names) {
        assertThatThrownBy(() -> resolved(new PublicAddresses(names)))
                .isInstanceOf(PublicAddresses.Refused.class)
                .hasMessageNotContaining("rebind");
    }

    private static InetAddress resolved(PublicAddresses names) {
        return names.resolveAddress("rebind.example", DnsAddressLookup.IPV4_PREFERRED);
    }

    private static InetAddress[] addresses(String... literals) {
        InetAddress[] all = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            all[i] = InetAddress.ofLiteral(literals[i]);
        }
        return all;
    }
}
