package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators sign in at a real OpenID provider, on loopback. */
class OperatorLoginTest {

    private static final String CLIENT = "emcp-operators";
    private static final Pattern SIGN_IN = Pattern.compile("<a href=\"([^\"]+)\">Sign in</a>");

    private final MockOAuth2Server provider = new MockOAuth2Server();
    private final Map<String, String> cookies = new TreeMap<>();
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeEach
    void startTheProvider() {
        provider.start();
    }

    @AfterEach
    void stopTheProvider() {
        provider.shutdown();
        browser.close();
    }

    @Test
    void refusesWhatAnotherIssuerSigned() throws Exception {
        assertRefused(new DefaultOAuth2TokenCallback(
                "operators", "ann", "JWT", List.of(CLIENT), Map.of("iss", "https://evil.example/operators")));
    }

    @Test
    void refusesATokenForAnotherClient() throws Exception {
        assertRefused(new DefaultOAuth2TokenCallback("operators", "ann", "JWT", List.of("another-client")));
    }

    private void assertRefused(DefaultOAuth2TokenCallback token) throws Exception {
        provider.enqueueCallback(token);
        try (Application application = start()) {
            get(location(get(location(get(page(application))))));
            HttpResponse<String> page = get(page(application));
            assertThat(page.statusCode()).isNotEqualTo(200);
            assertThat(page.body()).doesNotContain("instance_id");
        }
    }

    @Test
    void refusesForgedCookiesAndARedirectThatNobodyAskedFor() throws Exception {
        try (Application application = start()) {
            URI callback = page(application).resolve("/operators/callback?code=c&state=s");
            assertThat(get(callback).statusCode()).isBetween(400, 499);
            for (String forged : List.of("x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
                cookies.put("emcp_operator", forged);
                cookies.put("emcp_operator_id", forged);
                cookies.put("emcp_operator_state", forged);
                assertThat(get(callback).statusCode()).as(forged).isBetween(400, 499);
                assertThat(get(page(application)).statusCode()).as(forged).isBetween(300, 499);
            }
            assertThat(get(callback.resolve("/operators/callback")).statusCode())
                    .isEqualTo(400);
            assertThat(get(callback.resolve("/nowhere")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void sendsABrowserToTheProviderAndBackToThePageWhateverHostItNames() throws Exception {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("operators", "ann", "JWT", List.of(CLIENT)));
        try (Application application = start()) {
            HttpReply elsewhere = new RawHttp(application.port())
                    .send(
                            "GET",
                            "/debug/server-info",
                            Map.of("Host", "evil.example", "Accept", "text/html"),
                            new byte[0]);
            assertThat(elsewhere.header("Location"))
                    .hasValueSatisfying(to -> assertThat(to).doesNotContain("evil.example"));

            HttpResponse<String> toLogin = get(page(application));
            assertThat(location(toLogin).toString())
                    .startsWith(provider.authorizationEndpointUrl("operators") + "?")
                    .contains(
                            "redirect_uri=http%3A%2F%2F127.0.0.1%3A" + application.port() + "%2Foperators%2Fcallback");
            HttpResponse<String> signedIn = get(location(get(location(toLogin))));
            assertThat(location(signedIn).getPath()).isEqualTo("/debug/server-info");
            assertThat(signedIn.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
                    .noneMatch(cookie -> cookie.contains("eyJ"));
            HttpResponse<String> page = get(location(signedIn));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("instance_id");

            assertThat(get(page(application), "Sec-Fetch-Site", "cross-site").statusCode())
                    .isNotEqualTo(200);
            assertThat(get(page(application), "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theLinkOnTheStatusPageLeadsToTheLoginAndBackToThePage() throws Exception {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("operators", "ann", "JWT", List.of(CLIENT)));
        try (Application application = start()) {
            URI status = page(application).resolve("/");
            HttpResponse<String> seen = get(status);
            assertThat(seen.body()).doesNotContain("For operators");
            Matcher link = SIGN_IN.matcher(seen.body());
            assertThat(link.find()).isTrue();

            HttpResponse<String> signedIn = get(location(get(location(get(status.resolve(link.group(1)))))));
            HttpResponse<String> back = get(location(signedIn));
            assertThat(back.statusCode()).isEqualTo(303);
            assertThat(location(back)).isEqualTo(status);
            assertThat(get(status).body())
                    .contains("For operators", "signed in as ann", "id=\"live\"", ">Sign in again</a>")
                    .doesNotContainPattern(SIGN_IN);
        }
    }

    private static URI page(Application application) {
        return URI.create("http://127.0.0.1:" + application.port() + "/debug/server-info");
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return get(uri, "X-Forwarded-For", "192.0.2.1");
    }

    private HttpResponse<String> get(URI uri, String name, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/html")
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")))
                .header(name, value)
                .build();
        HttpResponse<String> response = browser.send(request, HttpResponse.BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Expires=Thu, 1 Jan 1970")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }

    private static URI location(HttpResponse<String> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    }

    private Application start() throws Exception {
        int port = freePort();
        return Application.start(Environment.of(Map.of(
                "UPSTREAM_KIND",
                "fake",
                "UPSTREAM_ACCOUNT_ID",
                "acme",
                "MCP_PORT",
                String.valueOf(port),
                "MCP_SERVER_BASE_URL",
                "http://127.0.0.1:" + port,
                "DEBUG",
                "true",
                "ADMIN_OIDC_ISSUER",
                provider.issuerUrl("operators").toString(),
                "ADMIN_OIDC_CLIENT_ID",
                CLIENT,
                "ADMIN_OIDC_CLIENT_SECRET",
                "the-client-secret-of-operators")));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
