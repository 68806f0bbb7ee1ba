package org.enterprisemcp.sandbox.netsuite.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeTest {

    private final OAuthVisitor visitor = new OAuthVisitor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id    | nobody",
                "client_id    | ''",
                "redirect_uri | ''",
                "redirect_uri | http://127.0.0.1:8765/auth/callback/",
                "redirect_uri | http://127.0.0.1.evil.example:80/auth/callback",
                "redirect_uri | https://127.0.0.1:8765/auth/callback",
                "redirect_uri | https://app.example/back",
                "redirect_uri | https://app.example/back?tenant=1&more=1"
            })
    void showsAPageAndRedirectsNobodyForAClientOrAnAddressThatItDoesNotKnow(String parameter, String value) {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put(parameter, value);
        Reply reply = visitor.open(wanted);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
        assertThat(OAuthVisitor.text(reply)).contains("<title>This login cannot go on</title>", "sandbox");
    }

    @Test
    void logsNobodyInForTheClientWithoutAUser() {
        assertThat(visitor.open(visitor.wanted(visitor.face.machineClientId())).status())
                .isEqualTo(400);
    }

    @Test
    void redirectsNobodyWhenAParameterComesTwice() {
        String query = OAuthVisitor.encoded(visitor.wanted(visitor.face.clientId())) + "&scope=restlets";
        Reply reply = visitor.face.authorize(OAuthVisitor.get(query), OAuthVisitor.PRODUCTION);
        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state                 | only-21-characters-aa | invalid_request",
                "state                 | ''                    | invalid_request",
                "state                 | twenty-two-characters-\u00e9 | invalid_request",
                "response_type         | ''                    | invalid_request",
                "response_type         | token                 | unsupported_response_type",
                "scope                 | ''                    | invalid_scope",
                "scope                 | everything            | invalid_scope",
                "scope                 | mcp rest_webservices  | invalid_scope",
                "code_challenge_method | plain                 | invalid_request",
                "code_challenge_method | ''                    | invalid_request",
                "code_challenge        | ''                    | invalid_request",
                "code_challenge        | short                 | invalid_request",
                "prompt                | none                  | invalid_request",
                "prompt                | again                 | invalid_request"
            })
    void sendsAMistakeBackToTheClient(String parameter, String value, String error) {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put(parameter, value);
        Reply reply = visitor.open(wanted);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).get().asString().startsWith(OAuthVisitor.CALLBACK + "?");
        assertThat(OAuthVisitor.parameters(reply)).containsEntry("error", error).doesNotContainKey("code");
        assertThat(OAuthVisitor.parameters(reply).containsKey("state")).isEqualTo(!parameter.equals("state"));
    }

    @Test
    void refusesAStateOfMoreThan1024Characters() {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put("state", "s".repeat(1_025));
        assertThat(OAuthVisitor.parameters(visitor.open(wanted))).containsEntry("error", "invalid_request");
        wanted.put("state", "s".repeat(1_024));
        assertThat(visitor.open(wanted).status()).isEqualTo(200);
    }

    @Test
    void needsPkceOfThePublicClientAndForMcpOnly() {
        assertThat(visitor.open(withoutPkce(visitor.face.clientId())).status()).isEqualTo(200);
        assertThat(OAuthVisitor.parameters(visitor.open(withoutPkce(visitor.face.publicClientId()))))
                .containsEntry("error", "invalid_request");
        Map<String, String> mcp = withoutPkce(visitor.face.clientId());
        mcp.put("scope", "mcp");
        assertThat(OAuthVisitor.parameters(visitor.open(mcp))).containsEntry("error", "invalid_request");
    }

    @Test
    void asksAgainAfterAWrongPassword() {
        Reply page = visitor.open(visitor.wanted(visitor.face.clientId()));
        Reply again = visitor.submit(page, Map.of("password", "guess"));
        assertThat(OAuthVisitor.text(again)).contains("invalid email address or password", "type=\"password\"");
        assertThat(visitor.submit(again).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "consent"})
    void letsNobodySkipTheLogin(String step) {
        Reply page = visitor.open(visitor.wanted(visitor.face.clientId()));
        Reply reply =
                visitor.submit(page, Map.of("step", step, "role", "1234567:1012", "decision", "allow", "email", ""));
        assertThat(OAuthVisitor.text(reply)).contains("Log in first.");
    }

    @Test
    void letsNobodySkipTheChoiceOfARole() {
        Reply roles = visitor.submit(visitor.open(visitor.wanted(visitor.face.clientId())));
        assertThat(OAuthVisitor.text(visitor.submit(roles, Map.of("step", "consent", "decision", "allow"))))
                .contains("<title>Choose a role</title>");
        assertThat(OAuthVisitor.text(visitor.submit(roles, Map.of("role", "7654321:3"))))
                .contains("<title>Choose a role</title>");
    }

    @Test
    void endsALoginAfterItsAnswerAndAfterHalfAnHour() {
        Reply consent = visitor.submit(visitor.submit(visitor.open(visitor.wanted(visitor.face.clientId()))));
        assertThat(visitor.submit(consent).status()).isEqualTo(302);
        assertThat(visitor.submit(consent).status()).isEqualTo(400);
        Reply late = visitor.open(visitor.wanted(visitor.face.clientId()));
        visitor.clock.advance(Duration.ofMinutes(30));
        assertThat(visitor.submit(late).status()).isEqualTo(400);
    }

    @Test
    void tellsTheClientThatTheUserSaidNo() {
        Reply consent = visitor.submit(visitor.submit(visitor.open(visitor.wanted(visitor.face.clientId()))));
        assertThat(OAuthVisitor.parameters(visitor.submit(consent, Map.of("decision", "deny"))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "state", OAuthVisitor.STATE,
                        "error", "access_denied",
                        "role", "1012",
                        "entity", "361",
                        "company", "1234567"));
    }

    @Test
    void sendsTheUserBackWithACodeWhenEachPageIsSubmittedAsItStands() {
        Map<String, String> parameters = visitor.allow(visitor.wanted(visitor.face.clientId()));
        assertThat(parameters.keySet()).containsExactly("state", "code", "role", "entity", "company");
        assertThat(parameters)
                .containsEntry("state", OAuthVisitor.STATE)
                .containsEntry("role", "1012")
                .containsEntry("entity", "361")
                .containsEntry("company", "1234567");
    }

    @Test
    void sendsTheUserBackToARegisteredAddressThatHasAQuery() {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put("redirect_uri", "https://app.example/back?tenant=1");
        assertThat(visitor.allow(wanted)).containsEntry("tenant", "1").containsKey("code");
    }

    @Test
    void letsTheUserPickTheAccountAtTheSystemsOwnLogin() {
        String query = OAuthVisitor.encoded(visitor.wanted(visitor.face.clientId()));
        Reply roles = visitor.submit(visitor.face.authorize(OAuthVisitor.get(query)));
        assertThat(OAuthVisitor.text(roles)).contains("1234567:1012", "1234567_SB1:1012");
        Reply consent = visitor.submit(roles, Map.of("role", "1234567_SB1:3"));
        assertThat(OAuthVisitor.text(consent)).contains("Administrator", "1234567_SB1", "rest_webservices");
        assertThat(OAuthVisitor.parameters(visitor.submit(consent)))
                .containsEntry("company", "1234567_SB1")
                .containsEntry("role", "3");
    }

    @Test
    void offersNoAdministratorForMcp() {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put("scope", "mcp");
        assertThat(OAuthVisitor.text(visitor.submit(visitor.open(wanted)))).doesNotContain("Administrator");
    }

    @Test
    void showsPagesThatLoadNothingAndSayThatTheyAreASandbox() {
        Reply page = visitor.open(visitor.wanted(visitor.face.clientId()));
        assertThat(page.header("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).get().asString().contains("default-src 'none'");
        assertThat(OAuthVisitor.text(page))
                .contains("<title>Log in to the sandbox</title>", "not NetSuite", "<label for=\"email\">")
                .doesNotContain("http://", "https://", "<script");
    }

    private Map<String, String> withoutPkce(String clientId) {
        Map<String, String> wanted = visitor.wanted(clientId);
        wanted.remove("code_challenge");
        wanted.remove("code_challenge_method");
        return wanted;
    }
}
