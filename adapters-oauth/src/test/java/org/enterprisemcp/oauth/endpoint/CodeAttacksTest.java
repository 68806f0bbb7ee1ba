package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Codes and refresh tokens that are shown twice, at once, late, or by somebody else. */
class CodeAttacksTest {

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    @DisplayName("AT-01: of two hundred who redeem a code at once, one gets tokens")
    void givesTokensForACodeOnce() throws Exception {
        String code = proxy.code(client);
        List<HttpReply> replies = atOnce(200, () -> proxy.redeem(client, code));
        assertThat(replies.stream().map(HttpReply::status).filter(status -> status == 200))
                .hasSize(1);
        assertThat(replies.stream().map(HttpReply::status).filter(status -> status == 400))
                .hasSize(199);
    }

    @Test
    @DisplayName("AT-01: a code that is shown again ends what it gave")
    void endsWhatAReplayedCodeGave() throws Exception {
        String code = proxy.code(client);
        Tokens tokens = ProxyUnderTest.tokensOf(proxy.redeem(client, code));
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
        assertThat(proxy.redeem(client, code).status()).isEqualTo(400);
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(401);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(400);
        assertThat(proxy.upstream.nextRevocation()).containsEntry("token", "upstream-refresh-1");
    }

    @Test
    @DisplayName("AT-02: a challenge binds the code: no verifier, no tokens")
    void insistsOnTheVerifier() {
        Map<String, String> form = ProxyUnderTest.redemption(client, proxy.code(client));
        form.remove("code_verifier");
        assertThat(proxy.form("/token", form).status()).isEqualTo(400);
        form.put("code_verifier", "");
        assertThat(proxy.form("/token", form).status()).isEqualTo(400);
        form.put("code_verifier", Opaque.hash(ProxyUnderTest.VERIFIER));
        assertThat(proxy.form("/token", form).status())
                .as("the challenge itself is no verifier")
                .isEqualTo(400);
        assertThat(proxy.authorizeWith(client, "code_challenge_method", "plain").status())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("AT-15: a refresh token that is shown after the grace ends the whole family, and the log says so")
    void endsTheFamilyOfAReplayedRefreshToken() throws Exception {
        Tokens first = proxy.tokens(client);
        Tokens second = ProxyUnderTest.tokensOf(proxy.refresh(client, first.refresh()));
        proxy.clock.advance(Duration.ofSeconds(31));
        try (CapturedLog log = new CapturedLog()) {
            HttpReply replay = proxy.refresh(client, first.refresh());
            assertThat(replay.status()).isEqualTo(400);
            assertThat(replay.json().path("error").asText()).isEqualTo("invalid_grant");
            assertThat(log.text()).contains("event=grant_ended reason=refresh_reuse");
        }
        assertThat(proxy.call(first.access()).status()).isEqualTo(401);
        assertThat(proxy.call(second.access()).status()).isEqualTo(401);
        assertThat(proxy.refresh(client, second.refresh()).status()).isEqualTo(400);
        assertThat(proxy.upstream.nextRevocation()).containsEntry("token", "upstream-refresh-1");
    }

    @Test
    @DisplayName("AT-15: the grace ends when the successor is used")
    void endsTheGraceWhenTheSuccessorIsUsed() {
        Tokens first = proxy.tokens(client);
        Tokens second = ProxyUnderTest.tokensOf(proxy.refresh(client, first.refresh()));
        Tokens third = ProxyUnderTest.tokensOf(proxy.refresh(client, second.refresh()));
        assertThat(proxy.refresh(client, first.refresh()).status()).isEqualTo(400);
        assertThat(proxy.call(third.access()).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("AT-17: a refresh token of another client is worth nothing, and its family lives on")
    void takesNoRefreshTokenOfAnotherClient() {
        String other = proxy.register("Other client", "http://127.0.0.1:8888/callback");
        Tokens tokens = proxy.tokens(client);
        HttpReply reply = proxy.refresh(other, tokens.refresh());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
        assertThat(proxy.refresh(client, tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("AT-29: what is secret is found by its hash, so that no comparison takes longer the better the guess")
    void keepsNothingByItsName() {
        String code = proxy.code(client);
        String refresh = proxy.tokens(client).refresh();
        String all = proxy.store.spaces().stream()
                .map(space -> proxy.store.contents(space).toString())
                .collect(Collectors.joining());
        assertThat(all).doesNotContain(code, refresh, refresh.substring(4, 26), "upstream-", client);
        assertThat(proxy.redeem(client, code.substring(0, 42) + "x").text())
                .isEqualTo(proxy.redeem(client, "x".repeat(43)).text());
    }

    @Test
    @DisplayName("AT-16: fifty who show the same refresh token at once get the same answer, byte for byte")
    void answersFiftyAtOnceTheSame() throws Exception {
        Tokens first = proxy.tokens(client);
        List<HttpReply> replies = atOnce(50, () -> proxy.refresh(client, first.refresh()));
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(replies.stream().map(HttpReply::text).distinct()).hasSize(1);

        Tokens second = ProxyUnderTest.tokensOf(replies.getFirst());
        Tokens third = ProxyUnderTest.tokensOf(proxy.refresh(client, second.refresh()));
        assertThat(proxy.call(third.access()).status())
                .as("the one successor is good")
                .isEqualTo(200);
    }

    @Test
    @DisplayName("CL-11: a hundred calls on two replicas, with an upstream token that has expired, renew it once")
    void renewsAnExpiredUpstreamTokenOnce() throws Exception {
        Caller caller = proxy.callerOf(proxy.tokens(client).access());
        GrantAuthority replica = proxy.replica();
        proxy.clock.advance(Duration.ofHours(2));
        List<GrantAuthority> replicas = List.of(proxy.authority, replica);
        List<Callable<UpstreamToken>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            GrantAuthority here = replicas.get(i % 2);
            calls.add(() -> here.upstreamTokens().forCaller(caller, ProxyUnderTest.TARGET));
        }
        Set<UpstreamToken> tokens = Set.copyOf(atOnce(calls));
        assertThat(tokens).hasSize(1);
        assertThat(proxy.upstream.tokenRequests().stream()
                        .filter(form -> form.getOrDefault("grant_type", "").equals("refresh_token")))
                .hasSize(1);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        return atOnce(Collections.nCopies(times, call));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CountDownLatch ready = new CountDownLatch(calls.size());
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            for (Future<T> answer : running) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
