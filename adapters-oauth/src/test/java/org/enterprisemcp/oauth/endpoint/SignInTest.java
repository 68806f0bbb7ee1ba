package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way of a user and a client, as it goes when nothing is wrong. */
class SignInTest {

    private final ProxyUnderTest proxy = new ProxyUnderTest();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void letsAClientInThatItsUserSignedInFor() {
        String client = proxy.register();
        Map<String, String> redirect = proxy.signIn(proxy.browser(), client);
        assertThat(redirect).containsEntry("state", "client-state").containsEntry("iss", proxy.urls.issuer());

        HttpReply answer = proxy.redeem(client, redirect.getOrDefault("code", ""));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").isIntegralNumber()).isTrue();
        assertThat(answer.json().path("scope").asText()).isEqualTo("mcp:delete mcp:read mcp:write");

        ProxyUnderTest.Tokens tokens = ProxyUnderTest.tokensOf(answer);
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);

        HttpReply refreshed = proxy.refresh(client, tokens.refresh());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(ProxyUnderTest.tokensOf(refreshed).refresh()).isNotEqualTo(tokens.refresh());
        assertThat(proxy.call(ProxyUnderTest.tokensOf(refreshed).access()).status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheCookiesOfOneBrowserApartFromAnothers() {
        String client = proxy.register();
        Browser ann = proxy.browser();
        Browser bob = proxy.browser();
        assertThat(proxy.signIn(ann, client)).containsKey("code");
        assertThat(proxy.signIn(bob, client)).containsKey("code");
        assertThat(ann.cookies()).isNotEqualTo(bob.cookies());
    }
}
