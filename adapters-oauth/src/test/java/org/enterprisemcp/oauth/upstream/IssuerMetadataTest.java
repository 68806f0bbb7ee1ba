package org.enterprisemcp.oauth.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.oauth.upstream.ConfiguredServer.Urls;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where an authorization server is: as the operator says, as its issuer publishes, or as the adapter knows. */
class IssuerMetadataTest {

    private static final Urls NOTHING = urls(Optional.empty());

    private final MutableClock clock = new MutableClock();
    private final TestIssuer issuer = new TestIssuer(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void refusesTheDocumentOfAnotherIssuer() {
        issuer.serve(
                "/.well-known/openid-configuration",
                LoopbackServer.json(
                        200, "{\"issuer\":\"https://evil.example\",\"token_endpoint\":\"https://evil.example/\"}"));
        assertThat(metadata().document()).isEmpty();
    }

    @Test
    void refusesAnEndpointThatSecretsWouldGoToInTheOpen() {
        issuer.publish(
                ",\"revocation_endpoint\":\"http://books.example/revoke\",\"introspection_endpoint\":\"ftp://x\"");
        IssuerMetadata.Document document = metadata().document().orElseThrow();
        assertThat(document.revocation()).isEmpty();
        assertThat(document.introspection()).isEmpty();
        assertThat(document.token()).contains(issuer.name() + "/token");
    }

    @Test
    void refusesToStartWhereNobodySaysWhereUsersSignIn() {
        assertThatThrownBy(() -> ConfiguredServer.over(Optional.empty(), NOTHING, Optional.empty(), Optional.empty()))
                .isInstanceOf(MissingConfiguration.class)
                .hasMessageContaining("UPSTREAM_OAUTH_AUTHORIZE_URL")
                .hasMessageContaining("UPSTREAM_OAUTH_ISSUER");
    }

    @Test
    @DisplayName("CL-16: fetches the document once a day, and goes on with it through an outage")
    void fetchesTheDocumentOnceADay() {
        IssuerMetadata metadata = metadata();
        assertThat(metadata.document()).isPresent();
        assertThat(metadata.document()).isPresent();
        assertThat(issuer.askedForMetadata()).isEqualTo(1);

        issuer.goDown();
        clock.advance(Duration.ofHours(25));
        assertThat(metadata.document()).isPresent();
        assertThat(metadata.document()).isPresent();
        assertThat(issuer.askedForMetadata()).as("not again and again").isEqualTo(2);

        issuer.publish("");
        clock.advance(Duration.ofSeconds(31));
        assertThat(metadata.document()).isPresent();
        assertThat(metadata.document()).isPresent();
        assertThat(issuer.askedForMetadata()).isEqualTo(3);
    }

    @Test
    void anIssuerThatIsDownFailsALoginAndNotTheStart() {
        issuer.goDown();
        UpstreamAuthorizationServer server = published(NOTHING);
        assertThatThrownBy(() -> server.endpoints(Optional.empty())).isInstanceOf(Connection.class);
        assertThat(server.namesIssuer()).isFalse();
        issuer.publish(",\"authorization_response_iss_parameter_supported\":true");
        clock.advance(Duration.ofSeconds(31));
        assertThat(server.endpoints(Optional.empty()).authorization()).isEqualTo(issuer.name() + "/authorize");
        assertThat(server.namesIssuer()).isTrue();
    }

    @Test
    void whatTheOperatorSaysComesBeforeWhatTheIssuerPublishes() {
        UpstreamAuthorizationServer server = published(urls(Optional.of("https://books.example/token")));
        assertThat(server.endpoints(Optional.empty()).token()).isEqualTo("https://books.example/token");
        assertThat(server.endpoints(Optional.empty()).jwks()).contains(issuer.keysUrl());
        assertThat(server.issuer()).contains(issuer.name());
    }

    @Test
    void whatTheIssuerPublishesTakesThePlaceOfWhatTheAdapterKnows() {
        try (FakeAuthorizationServer adapters = new FakeAuthorizationServer()) {
            Urls urls = urls(Optional.empty());
            UpstreamAuthorizationServer own =
                    ConfiguredServer.over(Optional.of(adapters), urls, Optional.empty(), Optional.empty());
            assertThat(own.endpoints(Optional.empty())).isEqualTo(adapters.endpoints(Optional.empty()));
            UpstreamAuthorizationServer published =
                    ConfiguredServer.over(Optional.of(adapters), urls, Optional.of(metadata()), Optional.empty());
            assertThat(published.endpoints(Optional.empty()).token()).isEqualTo(issuer.name() + "/token");
            assertThat(published.endpoints(Optional.empty()).revocation()).isEmpty();
            assertThat(published.scopes()).isEqualTo(adapters.scopes());
        }
    }

    @Test
    void looksInBothPlacesForAnIssuerWithAPath() {
        assertThat(new IssuerMetadata("https://login.example/tenant/v2", clock).places())
                .containsExactly(
                        "https://login.example/tenant/v2/.well-known/openid-configuration",
                        "https://login.example/.well-known/oauth-authorization-server/tenant/v2");
    }

    private IssuerMetadata metadata() {
        return new IssuerMetadata(issuer.name(), clock);
    }

    private UpstreamAuthorizationServer published(Urls urls) {
        return ConfiguredServer.over(
                Optional.empty(),
                new Urls(
                        Optional.of(issuer.name()),
                        urls.authorization(),
                        urls.token(),
                        urls.revocation(),
                        urls.introspection(),
                        urls.jwks()),
                Optional.of(metadata()),
                Optional.empty());
    }

    private static Urls urls(Optional<String> token) {
        return new Urls(
                Optional.empty(), Optional.empty(), token, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
