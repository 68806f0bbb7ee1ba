package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteQlTokensTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"'never closed; DROP", "\"never closed; DROP", "/* never closed; DROP", "-- to the end; DROP"})
    void whatIsNotClosedReachesToTheEnd(String query) {
        assertThat(SuiteQlTokens.of(query)).noneMatch(token -> token.isSymbol(";") || token.is("DROP"));
    }

    @Test
    void cutsAQueryIntoWords() {
        assertThat(SuiteQlTokens.of(
                        "SELECT t.id, 'it''s' || \"A \"\"b\"\"\" FROM x -- c\nWHERE a<>1.5 /* ; */ AND b>=:n"))
                .extracting(Token::text)
                .containsExactly(
                        "SELECT",
                        "t",
                        ".",
                        "id",
                        ",",
                        "'it''s'",
                        "||",
                        "\"A \"\"b\"\"\"",
                        "FROM",
                        "x",
                        "WHERE",
                        "a",
                        "<>",
                        "1",
                        ".",
                        "5",
                        "AND",
                        "b",
                        ">=",
                        ":",
                        "n");
    }

    @Test
    void knowsWhatEachIs() {
        assertThat(SuiteQlTokens.of("a 1 'b' \"c\" ("))
                .extracting(Token::kind)
                .containsExactly(Kind.WORD, Kind.NUMBER, Kind.STRING, Kind.QUOTED_NAME, Kind.SYMBOL);
    }

    @Test
    void aStringIsNeverAWordOfTheLanguage() {
        List<Token> tokens = SuiteQlTokens.of("'SELECT' \"FROM\"");

        assertThat(tokens).noneMatch(token -> token.is("SELECT") || token.is("FROM"));
    }

    @Test
    void nothingIsLostBetweenTheTokens() {
        String query = "SELECT a FROM b WHERE c = 'd;e' AND \"f\" = 😀";

        for (Token token : SuiteQlTokens.of(query)) {
            assertThat(query.substring(token.at(), token.end())).isEqualTo(token.text());
        }
    }
}
