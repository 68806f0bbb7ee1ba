package org.enterprisemcp.oauth.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.upstream.OnBehalfOf.Form;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers' tokens of the company's issuer, exchanged for the upstream's. */
class OnBehalfOfTest {

    private static final Target BOOKS = new Target(Optional.empty(), new BaseUrl("https://books.example"));
    private static final Target STOCK = new Target(Optional.empty(), new BaseUrl("https://stock.example"));

    private final MutableClock clock = new MutableClock();
    private final FakeAuthorizationServer server = new FakeAuthorizationServer();
    private final OnBehalfOf entra = exchange(Form.ENTRA);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesWhoPresentedNoTokenOfTheIssuer() {
        assertThatThrownBy(() -> entra.forCaller(Caller.anonymous(), BOOKS)).isInstanceOf(NoSession.class);
        Caller granted = new Caller("ann", Scope.ALL, Optional.empty(), new SignIn.Granted("grant"));
        assertThatThrownBy(() -> entra.forCaller(granted, BOOKS)).isInstanceOf(NoSession.class);
        assertThat(server.tokenRequests()).isEmpty();
    }

    @Test
    void refusesAPresentedTokenThatHasExpired() {
        Caller ann = caller("anns-token");
        entra.forCaller(ann, BOOKS);
        clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> entra.forCaller(ann, BOOKS)).isInstanceOf(TokenExpired.class);
        assertThat(server.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "interaction_required"})
    void tellsTheCallerToSignInAgainWhereTheIssuerWantsThat(String error) {
        server.answerTokenRequests(form -> LoopbackServer.json(
                400,
                "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS65001: anns-token has not consented\"}"));
        assertThatThrownBy(() -> entra.forCaller(caller("anns-token"), BOOKS))
                .isInstanceOfSatisfying(TokenRefresh.class, refused -> {
                    assertThat(refused.hint() + refused.safeMessage())
                            .contains("sign in again", "nobody has consented");
                    assertThat(refused.toMap().toString()).doesNotContain("anns-token");
                });
    }

    @Test
    void tellsAWrongClientFromAServerThatFails() {
        server.answerTokenRequests(form -> LoopbackServer.json(
                401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret\"}"));
        assertThatThrownBy(() -> entra.forCaller(caller("anns-token"), BOOKS))
                .isInstanceOfSatisfying(
                        InvalidCredentials.class,
                        refused -> assertThat(refused.hint()).contains("AADSTS7000215", "the client secret is wrong"));
        server.answerTokenRequests(form -> LoopbackServer.json(503, "{}"));
        assertThatThrownBy(() -> entra.forCaller(caller("anns-token"), BOOKS)).isInstanceOf(Connection.class);
    }

    @Test
    void neverSendsTheCallersOwnTokenUpstream() {
        server.answerTokenRequests(form ->
                LoopbackServer.json(200, "{\"access_token\":\"" + form.get("assertion") + "\",\"expires_in\":3600}"));
        assertThatThrownBy(() -> entra.forCaller(caller("anns-token"), BOOKS))
                .isInstanceOf(TokenRefresh.class)
                .hasMessageNotContaining("anns-token");
    }

    @Test
    void asksEntraByAnAssertion() {
        assertThat(entra.forCaller(caller("anns-token"), BOOKS)).isEqualTo(bearer("upstream-access-1"));
        assertThat(server.tokenRequests().getFirst())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .containsEntry("assertion", "anns-token")
                .containsEntry("requested_token_use", "on_behalf_of")
                .containsEntry("scope", "api://books/.default")
                .containsEntry("further", "yes")
                .containsKey("Authorization");
    }

    @Test
    void asksOthersByATokenExchange() {
        exchange(Form.RFC8693).forCaller(caller("anns-token"), BOOKS);
        assertThat(server.tokenRequests().getFirst())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .containsEntry("subject_token", "anns-token")
                .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .containsEntry("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void exchangesATokenOnceForATarget(Form form) {
        OnBehalfOf exchange = exchange(form);
        UpstreamToken books = exchange.forCaller(caller("anns-token"), BOOKS);
        assertThat(exchange.forCaller(caller("anns-token"), BOOKS)).isEqualTo(books);
        assertThat(exchange.forCaller(caller("anns-token"), STOCK)).isNotEqualTo(books);
        assertThat(exchange.forCaller(caller("bobs-token"), BOOKS)).isNotEqualTo(books);
        assertThat(server.tokenRequests()).hasSize(3);
    }

    @Test
    void exchangesAgainBeforeTheUpstreamsTokenEnds() {
        server.answerTokenRequests(form -> LoopbackServer.json(
                200, "{\"access_token\":\"short-" + server.tokenRequests().size() + "\",\"expires_in\":600}"));
        entra.forCaller(caller("anns-token"), BOOKS);
        clock.advance(Duration.ofSeconds(481));
        assertThat(entra.forCaller(caller("anns-token"), BOOKS)).isEqualTo(bearer("short-2"));
    }

    @Test
    void exchangesOnceForManyCallsAtOnce() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UpstreamToken>> tokens = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tokens.add(callers.submit(() -> entra.forCaller(caller("anns-token"), BOOKS)));
            }
            for (Future<UpstreamToken> token : tokens) {
                assertThat(token.get()).isEqualTo(bearer("upstream-access-1"));
            }
        }
        assertThat(server.tokenRequests()).hasSize(1);
    }

    @Test
    void replacesATokenThatTheUpstreamRefusedOnce() {
        Caller ann = caller("anns-token");
        UpstreamToken refused = entra.forCaller(ann, BOOKS);
        UpstreamToken fresh = entra.renewed(ann, BOOKS, refused, CallFacts.none());
        assertThat(fresh).isEqualTo(bearer("upstream-access-2"));
        assertThat(entra.renewed(ann, BOOKS, refused, CallFacts.none())).isEqualTo(fresh);
        assertThat(server.tokenRequests()).hasSize(2);
    }

    private OnBehalfOf exchange(Form form) {
        OnBehalfOf.Options options = new OnBehalfOf.Options(
                form, List.of("api://books/.default"), Map.of("further", "yes"), Duration.ofMinutes(5), 100);
        OAuthClient client =
                new OAuthClient("us", new OAuthClient.Proof.BasicSecret(new Secret("s")), List.of(), Optional.empty());
        return new OnBehalfOf(
                client, options, () -> server.endpoints(Optional.empty()).token(), clock);
    }

    private Caller caller(String token) {
        return new Caller(
                token.substring(0, 3),
                Scope.ALL,
                Optional.empty(),
                new SignIn.Presented(
                        new Secret(token), new MutableClock().instant().plus(Duration.ofHours(1))));
    }

    private static UpstreamToken bearer(String token) {
        return new UpstreamToken.Bearer(new Secret(token));
    }
}
