package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {

    @ParameterizedTest
    @CsvSource({
        "https://*.claude.ai,       wildcard",
        "http://localhost:*,        wildcard",
        "http://claude.ai,          use https",
        "javascript:/x,             scheme",
        "claude.ai,                 no absolute URI"
    })
    void refusesAnEntryThatCannotBeMeant(String entry, String problem) {
        assertThatThrownBy(() -> RedirectRule.of("https://vscode.dev/redirect, " + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entry 2")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/cb",
                "https://claude.ai.evil.example/cb",
                "https://sub.claude.ai/cb",
                "https://claude.ai:8443/cb",
                "https://vscode.dev/redirect/sub",
                "https://vscode.dev/redirect?x=1",
                "https://slash.example/cb",
                "http://localhost:1/cb",
                "http://[::1]:1/cb",
                "cursor://other/cb",
                "https://claude.ai\\@evil.example"
            })
    @DisplayName("AT-04: the operator's list knows whole hosts and whole URIs only")
    void refusesWhatIsNotOnTheList(String uri) {
        assertThat(list().allows(uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://claude.ai/api/mcp/auth_callback",
                "https://CLAUDE.AI/cb",
                "https://vscode.dev/redirect",
                "http://127.0.0.1/cb",
                "http://127.0.0.1:54321/anything?x=1",
                "cursor://anysphere.cursor-mcp/oauth/callback",
                "https://slash.example/"
            })
    void allowsWhatIsOnTheList(String uri) {
        assertThat(list().allows(uri)).isTrue();
    }

    @Test
    void allowsEverythingWhereTheListIsEmpty() {
        assertThat(RedirectRule.of(" ")).isSameAs(RedirectRule.ANY);
        assertThat(RedirectRule.ANY.allows("https://claude.ai/cb")).isTrue();
    }

    @Test
    void takesAPortOnLoopbackForAnyPort() {
        assertThat(RedirectRule.of("http://localhost:3000").allows("http://localhost:4000/cb"))
                .isTrue();
        assertThat(RedirectRule.of("http://localhost:3000/cb").allows("http://localhost:4000/cb"))
                .isTrue();
        assertThat(RedirectRule.of("http://localhost:3000/cb").allows("http://localhost:4000/x"))
                .isFalse();
    }

    private static RedirectRule list() {
        return RedirectRule.of("https://claude.ai,https://vscode.dev/redirect\nhttp://127.0.0.1"
                + " cursor://anysphere.cursor-mcp, https://slash.example/");
    }
}
