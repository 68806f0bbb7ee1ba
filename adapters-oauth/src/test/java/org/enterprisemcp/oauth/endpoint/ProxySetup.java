package org.enterprisemcp.oauth.endpoint;

import java.util.function.UnaryOperator;
import org.enterprisemcp.oauth.client.ConfiguredClients;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;

/**
 * What a test may choose about the proxy.
 *
 * @param base the base URL; {@code PORT} in it is the port that the server really has
 * @param client who the proxy is at the upstream
 * @param clients the clients that the operator named
 */
record ProxySetup(
        String base,
        ConsentMode consent,
        UnaryOperator<UpstreamLogin.Options> options,
        TokenCheck check,
        OAuthClient client,
        ConfiguredClients clients) {

    static final ProxySetup USUAL = new ProxySetup(
            "http://127.0.0.1:PORT",
            ConsentMode.ALWAYS,
            UnaryOperator.identity(),
            TokenCheck.none(),
            ProxyUnderTest.CLIENT,
            ConfiguredClients.NONE);

    ProxySetup at(String url) {
        return new ProxySetup(url, consent, options, check, client, clients);
    }

    ProxySetup with(ConsentMode mode) {
        return new ProxySetup(base, mode, options, check, client, clients);
    }

    ProxySetup with(UnaryOperator<UpstreamLogin.Options> chosen) {
        return new ProxySetup(base, consent, chosen, check, client, clients);
    }

    ProxySetup with(TokenCheck tokens) {
        return new ProxySetup(base, consent, options, tokens, client, clients);
    }

    ProxySetup with(OAuthClient who) {
        return new ProxySetup(base, consent, options, check, who, clients);
    }

    ProxySetup with(ConfiguredClients named) {
        return new ProxySetup(base, consent, options, check, client, named);
    }
}
