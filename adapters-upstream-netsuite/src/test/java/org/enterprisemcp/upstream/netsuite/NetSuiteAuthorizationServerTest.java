package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer.Endpoints;
import org.enterprisemcp.domain.target.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteAuthorizationServerTest {

    private final NetSuiteAuthorizationServer server = server(Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example/", "1234567.evil.example", "a b", "1234567__SB1", "../x"})
    void refusesARedirectWithoutAnAccount(String company) {
        assertThatThrownBy(() -> server.accountOf(Map.of("code", "c", "company", company)))
                .isInstanceOf(TokenValidation.class);
        assertThatThrownBy(() -> server.accountOf(Map.of("code", "c"))).isInstanceOf(TokenValidation.class);
    }

    @Test
    void refusesScopesWithWhichNothingCouldBeCalled() {
        assertThat(server.problemsOf(List.of("rest_webservices", "mcp")))
                .singleElement()
                .asString()
                .contains("mcp");
        assertThat(server.problemsOf(List.of("restlets")))
                .singleElement()
                .asString()
                .contains("rest_webservices");
        assertThat(server.problemsOf(List.of("rest_webservices", "email")))
                .singleElement()
                .asString()
                .contains("email");
        assertThat(server.problemsOf(List.of("rest_webservices", "suite_analytics")))
                .isEmpty();
        assertThat(server.problemsOf(server.scopes())).isEmpty();
    }

    @Test
    void learnsTheAccountFromTheRedirect() {
        assertThat(server.accountOf(Map.of("company", "1234567_SB1"))).contains(new AccountId("1234567_SB1"));
        assertThat(server.accountOf(Map.of("company", "1234567-sb1"))).contains(new AccountId("1234567_SB1"));
    }

    @Test
    void signsInOnTheAccountsOwnHostWhereItIsKnown() {
        Endpoints endpoints = server.endpoints(Optional.of(new AccountId("1234567_SB1")));

        assertThat(endpoints.authorization())
                .isEqualTo("https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl");
        assertThat(endpoints.token())
                .isEqualTo("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token");
        assertThat(endpoints.revocation())
                .contains("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/revoke");
        assertThat(server.endpoints(Optional.empty()).authorization())
                .isEqualTo("https://system.netsuite.com/app/login/oauth2/authorize.nl");
    }

    @Test
    void signsInWhereTheOperatorSays() {
        Endpoints endpoints =
                server(Optional.of("http://127.0.0.1:9/services/rest")).endpoints(Optional.empty());

        assertThat(endpoints.authorization()).isEqualTo("http://127.0.0.1:9/app/login/oauth2/authorize.nl");
        assertThat(endpoints.token()).isEqualTo("http://127.0.0.1:9/services/rest/auth/oauth2/v1/token");
    }

    private static NetSuiteAuthorizationServer server(Optional<String> baseUrl) {
        return new NetSuiteAuthorizationServer(AccountHosts.of(baseUrl, new ArrayList<>()));
    }
}
