package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.token.Secret;

/** Whatever stands in the header of a token that is signed with the very key of the server: only the server's own header is taken. */
class JwtHeaderPropertiesTest {

    private static final List<String> NAMES = List.of(
            "alg",
            "typ",
            "kid",
            "cty",
            "crit",
            "b64",
            "jku",
            "jwk",
            "x5u",
            "x5c",
            "x5t",
            "x5t#S256",
            "zip",
            "enc",
            "iss",
            "nonce");
    private static final List<Object> VALUES = List.of(
            "HS256",
            "hs256",
            "HS512",
            "none",
            "RS256",
            "EdDSA",
            "dir",
            "at+jwt",
            "application/at+jwt",
            "JWT",
            "DEF",
            "A256GCM",
            "",
            0,
            true,
            1e300,
            List.of("b64"),
            List.of(),
            Map.of("kty", "oct", "k", "AAAA"),
            "https://evil.example/keys",
            "../../dev/null");

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String token = proxy.tokens(proxy.register()).access();

    @AfterProperty
    void stop() {
        proxy.close();
    }

    @Provide
    Arbitrary<Map<String, Object>> changes() {
        return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 2_000)
    @Label("AT-19: whatever is added to a header, or set in it, the token is refused and nothing else happens")
    void refusesEveryOtherHeader(@ForAll("changes") Map<String, Object> changes) {
        Forgery forgery = new Forgery(token, proxy.keys);
        Map<String, Object> own = new LinkedHashMap<>(forgery.header);
        forgery.header.putAll(changes);
        Assume.that(!forgery.header.equals(own));
        assertRefused(forgery.signed());
    }

    @Property(tries = 1_000)
    @Label("AT-19: whatever text stands where the header should, the token is refused and nothing else happens")
    void refusesEveryTextThatIsNoHeader(@ForAll String header) {
        assertRefused(new Forgery(token, proxy.keys).signed(header));
    }

    @Property(tries = 1_000)
    @Label("AT-19: one changed character in header or claims is enough")
    void refusesEveryChangedCharacter(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @CharRange(from = '-', to = 'z') char other) {
        int at = place % token.lastIndexOf('.');
        Assume.that(token.charAt(at) != other);
        assertRefused(token.substring(0, at) + other + token.substring(at + 1));
    }

    @Property(tries = 1_000)
    @Label("AT-20: no text at all is a token")
    void refusesEveryText(@ForAll String text) {
        Assume.that(!text.equals(token));
        assertRefused(text);
        assertThat(proxy.callerOf(token)).isNotNull();
    }

    private void assertRefused(String forged) {
        assertThatThrownBy(() -> proxy.authority.bearerTokens().callerOf(new Secret(forged)))
                .isInstanceOf(TokenValidation.class);
    }
}
