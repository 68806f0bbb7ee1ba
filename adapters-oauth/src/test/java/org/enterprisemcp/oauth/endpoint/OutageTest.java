package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What everybody is told while the state cannot be looked at: nothing is guessed, and nothing is forgotten. */
class OutageTest {

    private static final String NOT_NOW = "temporarily_unavailable";

    private final ProxyUnderTest proxy = new ProxyUnderTest(ProxySetup.USUAL);
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    @DisplayName("AT-39: while the store is down programs are told to come back, and afterwards all is as it was")
    void tellsProgramsToComeBack() {
        Tokens tokens = proxy.tokens(client);
        String code = proxy.code(client);
        proxy.clock.advance(Duration.ofSeconds(5));
        proxy.store.goDown();
        try (CapturedLog log = new CapturedLog()) {
            assertNotNow(proxy.call(tokens.access()));
            assertNotNow(proxy.redeem(client, code));
            assertNotNow(proxy.refresh(client, tokens.refresh()));
            assertNotNow(proxy.form("/revoke", Map.of("client_id", client, "token", tokens.access())));
            assertThat(log.text()).contains("event=store_unavailable").doesNotContain("Unavailable", "\tat ");
        }
        proxy.store.comeBack();
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
        assertThat(proxy.redeem(client, code).status()).isEqualTo(200);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(200);
    }

    private static void assertNotNow(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.json().path("error").asText()).isEqualTo(NOT_NOW);
        assertNoStackTrace(reply);
    }

    private static void assertNoStackTrace(HttpReply reply) {
        assertThat(reply.text()).doesNotContain("Exception", "\tat ", "fake store", "org.enterprisemcp");
    }

    @Test
    @DisplayName("AT-39: while the store is down people see a page, and afterwards the same login goes on")
    void showsPeopleAPage() {
        Browser browser = proxy.browser();
        String url = proxy.agree(browser, client);
        HttpReply asked = proxy.authorize(browser, ProxyUnderTest.authorization(client));
        proxy.store.goDown();
        assertPage(browser.submit(asked, "/consent", "decision", "allow"));
        assertPage(proxy.comeBack(browser, url, ""));
        assertThat(proxy.authorize(browser, ProxyUnderTest.authorization(client))
                        .status())
                .as("the page that asks needs no store")
                .isEqualTo(200);
        proxy.store.comeBack();
        assertThat(browser.submit(asked, "/consent", "decision", "allow").status())
                .isEqualTo(303);
        assertThat(ProxyUnderTest.redirectOf(proxy.comeBack(browser, url, ""))).containsKey("code");
    }

    @Test
    @DisplayName("AT-39: where nobody is asked, the login itself waits for the store")
    void letsNobodySignInWithoutAStore() {
        try (ProxyUnderTest external = new ProxyUnderTest(ProxySetup.USUAL.with(ConsentMode.EXTERNAL))) {
            String registered = external.register();
            external.store.goDown();
            assertPage(external.authorize(external.browser(), ProxyUnderTest.authorization(registered)));
            external.store.comeBack();
            assertThat(external.authorize(external.browser(), ProxyUnderTest.authorization(registered))
                            .status())
                    .isEqualTo(302);
        }
    }

    @Test
    @DisplayName("AT-39: calls that wait for one renewal fail as that one does when the store goes down under it")
    void failsAllWhoWaitForTheSameRenewal() throws Exception {
        Caller caller = proxy.callerOf(proxy.tokens(client).access());
        proxy.clock.advance(Duration.ofHours(2));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        proxy.upstream.answerTokenRequests(form -> out -> {
            asked.countDown();
            answered.await();
            return proxy.upstream.granted().writeTo(out);
        });
        FutureTask<UpstreamToken> first = new FutureTask<>(() -> proxy.upstreamToken(caller));
        FutureTask<UpstreamToken> second = new FutureTask<>(() -> proxy.upstreamToken(caller));
        Thread.ofVirtual().start(first);
        asked.await();
        Thread waiting = Thread.ofVirtual().start(second);
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        proxy.store.goDown();
        answered.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(StateStore.Unavailable.class);
        assertThatThrownBy(second::get).hasCauseInstanceOf(StateStore.Unavailable.class);

        proxy.store.comeBack();
        assertThat(proxy.upstreamToken(caller))
                .as("what the upstream gave is not lost: it may give nothing for the old refresh token")
                .isEqualTo(new UpstreamToken.Bearer(new Secret("upstream-access-2")));
        assertThat(proxy.upstream.tokenRequests()).hasSize(2);
    }

    @Test
    void aGrantThatIsRevokedDuringARenewalGetsNothingAndTheUpstreamIsTold() throws Exception {
        Tokens tokens = proxy.tokens(client);
        Caller caller = proxy.callerOf(tokens.access());
        proxy.clock.advance(Duration.ofHours(2));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        proxy.upstream.answerTokenRequests(form -> out -> {
            asked.countDown();
            answered.await();
            return proxy.upstream.granted().writeTo(out);
        });
        FutureTask<UpstreamToken> renewal = new FutureTask<>(() -> proxy.upstreamToken(caller));
        Thread.ofVirtual().start(renewal);
        asked.await();
        proxy.form("/revoke", Map.of("client_id", client, "token", tokens.refresh()));
        assertThat(proxy.upstream.nextRevocation()).containsEntry("token", "upstream-refresh-1");
        answered.countDown();
        assertThatThrownBy(renewal::get).isInstanceOf(ExecutionException.class);
        assertThat(proxy.upstream.nextRevocation()).containsEntry("token", "upstream-refresh-2");
    }

    @Test
    void asksAFailingUpstreamNoLongerThanACallCanWait() {
        Caller caller = proxy.callerOf(proxy.tokens(client).access());
        proxy.clock.advance(Duration.ofHours(2));
        proxy.upstream.answerTokenRequests(form -> {
            proxy.clock.advance(Duration.ofSeconds(9));
            return LoopbackServer.json(503, "{}");
        });
        assertThatThrownBy(() -> proxy.upstreamToken(caller)).isInstanceOf(Connection.class);
        assertThat(proxy.upstream.tokenRequests())
                .as("one for the code, one for the renewal")
                .hasSize(2);
    }

    private static void assertPage(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.header("Location")).isEmpty();
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertNoStackTrace(reply);
    }
}
