package org.enterprisemcp.oauth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.oauth.upstream.TestIssuer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers with a token of the company's own issuer. */
class IssuerTokensTest {

    private final MutableClock clock = new MutableClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final IssuerTokens tokens = tokens(List.of("us", "us-too"));

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void refusesATokenOfAnotherIssuerOrForAnotherApplication() {
        assertRefused(issuer.token(claims -> claims.issuer("https://evil.example")));
        assertRefused(issuer.token(claims -> claims.issuer(null)));
        assertRefused(issuer.token(claims -> claims.audience("another")));
        assertRefused(issuer.token(claims -> claims.audience(List.of())));
        assertRefused(issuer.token(claims -> claims.audience("us-too")));
        assertRefused(issuer.token(claims -> claims.audience(List.of("us", "another"))));
    }

    @Test
    void refusesATokenThatIsForgedOrNoAccessToken() {
        ECKey others = TestIssuer.newKey("one");
        assertRefused(issuer.forged());
        assertRefused(issuer.token(others, JOSEObjectType.JWT, UnaryOperator.identity()));
        assertRefused(issuer.token(issuer.key(), new JOSEObjectType("rt+jwt"), UnaryOperator.identity()));
        assertRefused(issuer.token(issuer.key(), new JOSEObjectType("logout+jwt"), UnaryOperator.identity()));
        assertRefused(issuer.token(claims -> claims.subject(null)));
        assertRefused("no token");
        assertRefused("x".repeat(20_000));
        String good = issuer.token(UnaryOperator.identity());
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused(
                "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0" + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1));
    }

    @Test
    void refusesATokenBeforeAndAfterItsTime() {
        assertRefused(issuer.token(claims -> claims.expirationTime(issuer.in(Duration.ofSeconds(-61)))));
        assertRefused(issuer.token(claims -> claims.expirationTime(null)));
        assertRefused(issuer.token(claims -> claims.notBeforeTime(issuer.in(Duration.ofSeconds(61)))));
        String good = issuer.token(UnaryOperator.identity());
        assertThat(callerOf(good).principal()).isNotBlank();
        clock.advance(Duration.ofMinutes(6).plusSeconds(1));
        assertRefused(good);
    }

    @Test
    void saysThatNobodyCanTellWhileTheIssuersKeysCannotBeHad() {
        String good = issuer.token(UnaryOperator.identity());
        issuer.goDown();
        assertThatThrownBy(() -> callerOf(good)).isInstanceOf(Connection.class);
        issuer.serve("/keys", TestIssuer.keys(issuer.key()));
        clock.advance(Duration.ofSeconds(31));
        callerOf(good);
        issuer.goDown();
        clock.advance(Duration.ofMinutes(2));
        assertThat(callerOf(good).principal())
                .as("keys that are known stay good")
                .isNotBlank();
    }

    @Test
    void fetchesTheKeysOnceMoreForAKeyThatItDoesNotKnow() {
        callerOf(issuer.token(UnaryOperator.identity()));
        ECKey next = TestIssuer.newKey("two");
        issuer.serve("/keys", TestIssuer.keys(issuer.key(), next));
        clock.advance(Duration.ofSeconds(31));
        assertThat(callerOf(issuer.token(next, JOSEObjectType.JWT, UnaryOperator.identity()))
                        .principal())
                .isNotBlank();
        for (int i = 0; i < 20; i++) {
            assertRefused(
                    issuer.token(TestIssuer.newKey("made-up-" + i), JOSEObjectType.JWT, UnaryOperator.identity()));
        }
        assertThat(issuer.asked("/keys"))
                .as("nobody can have the issuer asked again and again")
                .isEqualTo(2);
    }

    @Test
    void tellsWhoCallsAndSendsTheTokenNowhere() {
        String token = issuer.token(UnaryOperator.identity());
        Caller ann = callerOf(token);
        assertThat(ann.signIn())
                .isEqualTo(new SignIn.Presented(
                        new Secret(token), issuer.in(Duration.ofMinutes(5)).toInstant()));
        assertThat(ann.account()).isEmpty();
        assertThat(ann.principal()).doesNotContain("ann").hasSize(43);
        Caller again = callerOf(issuer.token(claims -> claims.jwtID("another")));
        assertThat(again.principal()).as("one person, whatever the token").isEqualTo(ann.principal());
        assertThat(callerOf(issuer.token(claims -> claims.subject("bob"))).principal())
                .isNotEqualTo(ann.principal());
    }

    @Test
    void takesTheScopesThatTheTokenNames() {
        assertThat(scopes(claims -> claims.claim("scope", "openid mcp:read mcp:write")))
                .containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
        assertThat(scopes(claims -> claims.claim("scp", "mcp:delete"))).containsExactly(Scope.DELETE);
        assertThat(scopes(claims -> claims.claim("roles", List.of("mcp:write"))))
                .containsExactly(Scope.WRITE);
        assertThat(scopes(claims -> claims.claim("scope", "openid")))
                .as("a token that names none gives what the operator says")
                .containsExactly(Scope.READ);
    }

    @Test
    void acceptsATokenForAllOfItsOwnNames() {
        assertThat(callerOf(issuer.token(claims -> claims.audience(List.of("us", "us-too"))))
                        .principal())
                .isNotBlank();
        assertThat(callerOf(issuer.token(issuer.key(), new JOSEObjectType("at+JWT"), UnaryOperator.identity()))
                        .principal())
                .isNotBlank();
    }

    private Set<Scope> scopes(UnaryOperator<JWTClaimsSet.Builder> change) {
        return callerOf(issuer.token(change)).scopes();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> callerOf(token))
                .isInstanceOf(TokenValidation.class)
                .hasMessage("The access token is not good, or no longer.");
    }

    private Caller callerOf(String token) {
        return tokens.callerOf(new Secret(token));
    }

    private IssuerTokens tokens(List<String> audiences) {
        return new IssuerTokens(
                new IssuerOptions(issuer.name(), audiences, Set.of(Scope.READ), 100), issuer::jwks, clock);
    }
}
