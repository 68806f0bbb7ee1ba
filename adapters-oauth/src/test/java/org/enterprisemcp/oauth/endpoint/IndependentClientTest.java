package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client library that nobody here wrote reads every answer of the proxy, strictly by the RFCs. */
class IndependentClientTest {

    private static final URI REDIRECT = URI.create(ProxyUnderTest.REDIRECT);

    private final ProxyUnderTest proxy = new ProxyUnderTest();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void understandsARefusedCode() throws Exception {
        AuthorizationServerMetadata server = discovered();
        TokenResponse refused = token(
                server,
                registered(server).getID(),
                new AuthorizationCodeGrant(new AuthorizationCode("unknown"), REDIRECT, new CodeVerifier()));
        assertThat(refused.indicatesSuccess()).isFalse();
        assertThat(refused.toErrorResponse().getErrorObject()).isEqualTo(OAuth2Error.INVALID_GRANT);
    }

    @Test
    void understandsARefusedAuthorizationRequest() throws Exception {
        AuthorizationServerMetadata server = discovered();
        AuthorizationRequest request = new AuthorizationRequest.Builder(
                        new ResponseType(ResponseType.Value.TOKEN),
                        registered(server).getID())
                .endpointURI(server.getAuthorizationEndpointURI())
                .redirectionURI(REDIRECT)
                .state(new State("a-state"))
                .build();
        HttpReply reply = proxy.browser().open(request.toURI().toString());
        AuthorizationResponse refused =
                AuthorizationResponse.parse(URI.create(reply.header("Location").orElseThrow()));
        assertThat(refused.toErrorResponse().getErrorObject()).isEqualTo(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        assertThat(refused.getIssuer()).isEqualTo(server.getIssuer());
        assertThat(refused.getState()).isEqualTo(new State("a-state"));
    }

    @Test
    void signsInRefreshesAndRevokes() throws Exception {
        AuthorizationServerMetadata server = discovered();
        ClientInformation client = registered(server);
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, client.getID())
                .endpointURI(server.getAuthorizationEndpointURI())
                .redirectionURI(REDIRECT)
                .scope(new Scope("mcp:read", "mcp:write"))
                .state(new State("a-state"))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .resource(URI.create(proxy.urls.resource()))
                .build();

        AuthorizationResponse answer = AuthorizationResponse.parse(URI.create(signedIn(request.toURI())));
        assertThat(answer.indicatesSuccess()).isTrue();
        assertThat(answer.getIssuer()).isEqualTo(server.getIssuer());
        assertThat(answer.getState()).isEqualTo(request.getState());

        var tokens = token(
                        server,
                        client.getID(),
                        new AuthorizationCodeGrant(
                                answer.toSuccessResponse().getAuthorizationCode(), REDIRECT, verifier))
                .toSuccessResponse()
                .getTokens();
        assertThat(tokens.getAccessToken()).isInstanceOf(BearerAccessToken.class);
        assertThat(tokens.getAccessToken().getLifetime()).isPositive();
        assertThat(tokens.getAccessToken().getScope()).isEqualTo(new Scope("mcp:read", "mcp:write"));
        assertThat(proxy.call(tokens.getAccessToken().getValue()).status()).isEqualTo(200);

        RefreshToken refresh = tokens.getRefreshToken();
        var renewed = token(server, client.getID(), new RefreshTokenGrant(refresh))
                .toSuccessResponse()
                .getTokens();
        assertThat(renewed.getRefreshToken()).isNotEqualTo(refresh);

        var revoked = new TokenRevocationRequest(
                        server.getRevocationEndpointURI(), client.getID(), renewed.getRefreshToken())
                .toHTTPRequest()
                .send();
        assertThat(revoked.indicatesSuccess()).isTrue();
        assertThat(proxy.call(renewed.getAccessToken().getValue()).status()).isEqualTo(401);
    }

    private AuthorizationServerMetadata discovered() throws Exception {
        return AuthorizationServerMetadata.resolve(new Issuer(proxy.urls.issuer()));
    }

    private static ClientInformation registered(AuthorizationServerMetadata server) throws Exception {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName("An independent client");
        metadata.setRedirectionURI(REDIRECT);
        var answer = new ClientRegistrationRequest(server.getRegistrationEndpointURI(), metadata, null)
                .toHTTPRequest()
                .send();
        ClientRegistrationResponse response = ClientRegistrationResponse.parse(answer);
        assertThat(response.indicatesSuccess()).as(answer.getBody()).isTrue();
        return ((ClientInformationResponse) response).getClientInformation();
    }

    private String signedIn(URI authorization) {
        Browser browser = proxy.browser();
        HttpReply consent = browser.open(authorization.toString());
        HttpReply toUpstream = browser.submit(consent, "/consent", "decision", "allow");
        return browser.open(FakeAuthorizationServer.redirectAfterLogin(
                        toUpstream.header("Location").orElseThrow(), "upstream-code"))
                .header("Location")
                .orElseThrow();
    }

    private static TokenResponse token(AuthorizationServerMetadata server, ClientID client, AuthorizationGrant grant)
            throws Exception {
        return TokenResponse.parse(new TokenRequest.Builder(server.getTokenEndpointURI(), client, grant)
                .build()
                .toHTTPRequest()
                .send());
    }
}
