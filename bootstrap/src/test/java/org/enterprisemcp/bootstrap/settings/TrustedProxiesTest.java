package org.enterprisemcp.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXIES = "10.0.0.0/8, 192.0.2.7, 2001:db8:aa::/48";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "0.0.0.0/0",
                "::/0",
                "10.0.0",
                "10.0.0.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "0x0a.0.0.1",
                "167772161",
                "10.0.0.1:80",
                "[2001:db8::1]",
                "2001:db8::1/32",
                "2001:db8::/129",
                "2001:db8::1::2",
                "fe80::1%eth0",
                "*",
                "10.0.0.0/255.0.0.0"
            })
    void refusesWhatIsNoAddressOrRange(String text) {
        SettingsReader reader = reader(text);
        TrustedProxies.read(reader);
        assertThatThrownBy(reader::check)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("MCP_TRUSTED_PROXIES: \"" + text + "\" ");
    }

    /** Who is at the other end, what it tells in X-Forwarded-For and in Forwarded, and who is taken for the client. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // Nobody else is believed.
                "203.0.113.9     | 198.51.100.1                 | -                            | 203.0.113.9",
                "203.0.113.9     | -                            | for=198.51.100.1             | 203.0.113.9",
                "203.0.113.9     | 127.0.0.1                    | -                            | 203.0.113.9",
                "127.0.0.1       | 198.51.100.1                 | -                            | 127.0.0.1",
                "2001:db8:ab::1  | 198.51.100.1                 | -                            | 2001:db8:ab::1",
                // Two headers: a proxy writes one and passes the other on, and nobody knows which.
                "10.1.2.3        | 198.51.100.1                 | for=198.51.100.1             | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1                 | for=127.0.0.1                | 10.1.2.3",
                // What stands left of the first stranger was written by it.
                "10.1.2.3        | 127.0.0.1, 203.0.113.9       | -                            | 203.0.113.9",
                "10.1.2.3        | 10.9.9.9, 203.0.113.9        | -                            | 203.0.113.9",
                "10.1.2.3        | -                            | for=127.0.0.1, for=203.0.113.9 | 203.0.113.9",
                // Garbage, and what hides an address: the last one who is known.
                "10.1.2.3        | 'evil.example'               | -                            | 10.1.2.3",
                "10.1.2.3        | ''                           | -                            | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1, , 10.4.4.4     | -                            | 10.4.4.4",
                "10.1.2.3        | '198.51.100.1,'              | -                            | 10.1.2.3",
                "10.1.2.3        | 127.1                        | -                            | 10.1.2.3",
                "10.1.2.3        | 0x7f000001                   | -                            | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1:http            | -                            | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1:123456          | -                            | 10.1.2.3",
                "10.1.2.3        | fe80::1%1                    | -                            | 10.1.2.3",
                "10.1.2.3        | -                            | for=unknown                  | 10.1.2.3",
                "10.1.2.3        | -                            | for=_hidden                  | 10.1.2.3",
                "10.1.2.3        | -                            | for=\"_a:80\"                | 10.1.2.3",
                "10.1.2.3        | -                            | proto=https;by=10.1.2.3      | 10.1.2.3",
                "10.1.2.3        | -                            | for=1.1.1.1;for=2.2.2.2      | 10.1.2.3",
                "10.1.2.3        | -                            | for=\"1.1.1.1               | 10.1.2.3",
                "10.1.2.3        | -                            | for=\"1.1.1.1, 2.2.2.2\"     | 10.1.2.3",
                "10.1.2.3        | -                            | for = 1.1.1.1                | 10.1.2.3",
                "10.1.2.3        | -                            | 198.51.100.1                 | 10.1.2.3",
                // What trusted proxies tell.
                "10.1.2.3        | 198.51.100.1                 | -                            | 198.51.100.1",
                "10.1.2.3        | 198.51.100.1:4711            | -                            | 198.51.100.1",
                "192.0.2.7       | 198.51.100.1, 10.4.4.4       | -                            | 198.51.100.1",
                "10.1.2.3        | 2001:DB8:bb::1               | -                            | 2001:db8:bb::1",
                "10.1.2.3        | [2001:db8:bb::1]:4711        | -                            | 2001:db8:bb::1",
                "::ffff:10.1.2.3 | 198.51.100.1                 | -                            | 198.51.100.1",
                "10.1.2.3        | ::ffff:198.51.100.1          | -                            | 198.51.100.1",
                "2001:db8:aa::7  | -                            | For=\"[2001:db8:bb::1]:80\";proto=https;host=x | 2001:db8:bb::1",
                "10.1.2.3        | -                            | for=198.51.100.1;by=10.1.2.3, for=10.4.4.4 | 198.51.100.1",
                "10.1.2.3        | -                            | -                            | 10.1.2.3"
            })
    void believesTrustedProxiesOnlyAndThemOnlyAsFarAsTheyCanKnow(
            String peer, String forwardedFor, String forwarded, String client) {
        assertThat(proxies(PROXIES).client(address(peer), values(forwarded), values(forwardedFor)))
                .isEqualTo(address(client));
    }

    @Test
    void believesNobodyUnlessTold() {
        assertThat(proxies("").client(address("127.0.0.1"), List.of(), List.of("198.51.100.1")))
                .isEqualTo(address("127.0.0.1"));
    }

    @Test
    void readsSeveralHeadersOfOneNameAsOneList() {
        assertThat(proxies(PROXIES)
                        .client(address("10.1.2.3"), List.of(), List.of("127.0.0.1", "203.0.113.9, 10.4.4.4")))
                .isEqualTo(address("203.0.113.9"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/9,       10.127.255.255, 10.128.0.0",
        "192.0.2.4/30,     192.0.2.7,      192.0.2.8",
        "192.0.2.4/31,     192.0.2.5,      192.0.2.6",
        "192.0.2.1,        192.0.2.1,      192.0.2.2",
        "128.0.0.0/1,      255.255.255.255, 127.255.255.255",
        "2001:db8::/33,    2001:db8:7fff:ffff::1, 2001:db8:8000::",
        "2001:db8::1/128,  2001:db8::1,    2001:db8::2",
        "::1,              ::1,            127.0.0.1"
    })
    void endsWhereItsLengthSays(String range, String inside, String outside) {
        AddressRange addresses = AddressRange.of(range);
        assertThat(addresses.contains(address(inside))).isTrue();
        assertThat(addresses.contains(address(outside))).isFalse();
    }

    private static List<String> values(String header) {
        return header == null ? List.of() : List.of(header);
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static TrustedProxies proxies(String setting) {
        SettingsReader reader = reader(setting);
        TrustedProxies proxies = TrustedProxies.read(reader);
        reader.check();
        return proxies;
    }

    private static SettingsReader reader(String setting) {
        return new SettingsReader(Environment.of(Map.of("MCP_TRUSTED_PROXIES", setting)));
    }
}
