package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.enterprisemcp.oauth.client.RedirectUris.Kind;

/** What holds of every redirect URI, not of examples alone. The parser of the JDK is the second opinion. */
class RedirectUriPropertiesTest {

    /** Pieces out of which the tricks of the field are made, put together at random. */
    @Provide
    Arbitrary<String> hostileUris() {
        Arbitrary<String> piece = Arbitraries.of(
                "http",
                "https",
                "HTTPS",
                "cursor",
                "javascript",
                "data",
                ":",
                "//",
                "/",
                "\\",
                "@",
                "#",
                "?",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                "%2f",
                "%5c",
                "%00",
                "localhost",
                "127.0.0.1",
                "127.1",
                "0x7f000001",
                "[::1]",
                "[",
                "]",
                "::ffff:",
                "claude.ai",
                "evil.example",
                ":443",
                ":0",
                ":65536",
                ";",
                "\t",
                "\n",
                " ",
                "\u202e",
                "\u3002",
                "ä",
                "%",
                "*",
                "&");
        return Combinators.combine(
                        Arbitraries.of("https://", "http://", "http://localhost", "https://claude.ai", "cursor://", ""),
                        piece.list().ofMinSize(1).ofMaxSize(8))
                .as((start, pieces) -> start + String.join("", pieces));
    }

    @Property(tries = 5_000)
    @Label("AS-12, AT-04: what may be registered is read the same way by the JDK, and carries no trick")
    void whatMayBeRegisteredCarriesNoTrick(@ForAll("hostileUris") String uri) {
        if (RedirectUris.problem(uri, Kind.NATIVE).isPresent()) {
            return;
        }
        URI read = URI.create(uri);
        assertThat(read.getRawFragment()).isNull();
        assertThat(read.getRawUserInfo()).isNull();
        assertThat(uri).isPrintable().doesNotContain("\\");
        assertThat(read.getPath().split("/", -1)).doesNotContain(".", "..");
        String scheme = read.getScheme().toLowerCase(Locale.ROOT);
        assertThat(scheme).isNotIn("javascript", "data");
        if (scheme.equals("http")) {
            assertThat(read.getHost()).isIn("localhost", "127.0.0.1", "[::1]");
        }
        if (scheme.equals("https")) {
            assertThat(read.getHost()).isNotEmpty().doesNotEndWith(".");
        }
    }

    @Property(tries = 5_000)
    @Label("AS-26, AT-04: a hostile URI is never the registered one unless it is equal to it")
    void aHostileUriIsNeverTheRegisteredOne(@ForAll("hostileUris") String uri) {
        String registered = "https://claude.ai/api/mcp/auth_callback";
        assertThat(RedirectUris.matches(registered, uri)).isEqualTo(uri.equals(registered));
        assertThat(RedirectUris.matches(uri, registered)).isEqualTo(uri.equals(registered));
    }

    @Property(tries = 2_000)
    @Label("AS-26: only the port of a loopback URI may change")
    void onlyThePortOfALoopbackUriMayChange(
            @ForAll @IntRange(min = 1, max = 65_535) int registeredPort,
            @ForAll @IntRange(min = 1, max = 65_535) int requestedPort,
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(max = 12) String path,
            @ForAll @NotEmpty @CharRange(from = 'a', to = 'z') @StringLength(max = 3) String more) {
        for (String host : new String[] {"127.0.0.1", "[::1]", "localhost"}) {
            String registered = "http://" + host + ":" + registeredPort + "/" + path;
            String requested = "http://" + host + ":" + requestedPort + "/" + path;
            assertThat(RedirectUris.matches(registered, requested)).isTrue();
            assertThat(RedirectUris.matches(registered, requested + more)).isFalse();
            assertThat(RedirectUris.matches(registered, requested + "?" + more)).isFalse();
            assertThat(RedirectUris.matches(registered, requested.replace(host, more + host)))
                    .isFalse();
        }
    }

    @Property(tries = 2_000)
    @Label("AS-26, AT-04: one changed character makes another URI, wherever it stands outside a loopback port")
    void oneChangedCharacterMakesAnotherUri(
            @ForAll @IntRange(min = 0, max = 38) int place, @ForAll @CharRange(from = ' ', to = '~') char other) {
        String registered = "https://claude.ai/api/mcp/auth_callback";
        StringBuilder changed = new StringBuilder(registered);
        changed.setCharAt(place, other);
        assertThat(RedirectUris.matches(registered, changed.toString())).isEqualTo(registered.contentEquals(changed));
    }

    @Property(tries = 2_000)
    @Label("AS-12: no text at all makes the check fail in another way than by saying no, and no refusal quotes it")
    void noTextBreaksTheCheck(@ForAll @StringLength(min = 12, max = 60) String text) {
        assertThat(RedirectUris.problem(text, Kind.NATIVE))
                .hasValueSatisfying(problem -> assertThat(problem).doesNotContain(text));
    }
}
