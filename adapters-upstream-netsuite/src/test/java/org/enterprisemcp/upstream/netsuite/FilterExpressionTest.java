package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.RecordSearch.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterExpressionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\" OR id EMPTY_NOT", "a.b.c", "1a", "a)", "(a", "a,b", "email IS x OR id"})
    void refusesWhatIsNoFieldsName(String field) {
        assertThatThrownBy(() -> of(new Filter(field, "IS", List.of("x"), false)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("filters.field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LIKE", "IS x OR id EQUAL", "EQUAL_NOT_NOT", "NOT", "_NOT"})
    void refusesAnUnknownOperatorAndNamesThoseThatThereAre(String operator) {
        assertThatThrownBy(() -> of(new Filter("email", operator, List.of("x"), false)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("filters.op")
                .hasMessageContaining("START_WITH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\" OR id EMPTY_NOT OR email IS \"", "\"", "a\nb", "a\u0000b"})
    void refusesAValueThatCouldEndItsQuotes(String value) {
        assertThatThrownBy(() -> of(new Filter("email", "IS", List.of(value), false)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("filters.value");
    }

    @Test
    void refusesTheWrongNumberOfValues() {
        refuses("EMPTY", List.of(1));
        refuses("IS", List.of());
        refuses("IS", List.of(1, 2));
        refuses("BETWEEN", List.of(1));
        refuses("WITHIN", List.of(1, 2, 3));
        refuses("ANY_OF", List.of());
    }

    @Test
    void refusesValuesThatAreNoneOfTheLanguage() {
        refuses("IS", List.of(Map.of("a", 1)));
        refuses("ANY_OF", List.of(List.of(1, 2)));
    }

    @Test
    void refusesAnExpressionThatNoUrlCouldHold() {
        refuses("IS", List.of("x y".repeat(400_000)));
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(1_000_000 + i);
        }
        refuses("ANY_OF", many);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EQUAL",
                "GREATER",
                "GREATER_OR_EQUAL",
                "LESS",
                "LESS_OR_EQUAL",
                "IS",
                "CONTAIN",
                "START_WITH",
                "AFTER",
                "BEFORE",
                "ON",
                "ON_OR_AFTER",
                "ON_OR_BEFORE"
            })
    void writesEveryOperatorOfOneValueAndItsNegation(String operator) {
        assertThat(of(new Filter("f", operator, List.of(5), false))).isEqualTo("f " + operator + " 5");
        assertThat(of(new Filter("f", operator, List.of(5), true))).isEqualTo("f " + operator + "_NOT 5");
        assertThat(of(new Filter("f", operator + "_NOT", List.of(5), false))).isEqualTo("f " + operator + "_NOT 5");
        assertThat(of(new Filter("f", operator + "_not", List.of(5), true))).isEqualTo("f " + operator + " 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENDWITH", "END_WITH", "ends_with"})
    void writesTheEndOfATextAsHelpPrintsIt(String operator) {
        assertThat(of(new Filter("f", operator, List.of("x"), false))).isEqualTo("f ENDWITH x");
        assertThat(of(new Filter("f", operator, List.of("x"), true))).isEqualTo("f END_WITH_NOT x");
    }

    @Test
    void writesOperatorsOfNoneTwoAndSeveralValues() {
        assertThat(of(new Filter("f", "EMPTY", List.of(), false))).isEqualTo("f EMPTY");
        assertThat(of(new Filter("f", "EMPTY", List.of(), true))).isEqualTo("f EMPTY_NOT");
        assertThat(of(new Filter("id", "BETWEEN_NOT", List.of(1, 42), false))).isEqualTo("id BETWEEN_NOT [1, 42]");
        assertThat(of(new Filter("id", "WITHIN", List.of(1, 42), false))).isEqualTo("id WITHIN [1, 42]");
        assertThat(of(new Filter("id", "ANY_OF", List.of(1, 2, 3), true))).isEqualTo("id ANY_OF_NOT [1, 2, 3]");
    }

    @ParameterizedTest
    @CsvSource({
        "=, 5, f EQUAL 5",
        "==, 5, f EQUAL 5",
        "!=, 5, f EQUAL_NOT 5",
        "<>, 5, f EQUAL_NOT 5",
        ">, 5, f GREATER 5",
        ">=, 5, f GREATER_OR_EQUAL 5",
        "<, 5, f LESS 5",
        "<=, 5, f LESS_OR_EQUAL 5",
        "equals, 5, f EQUAL 5",
        "contains, acme, f CONTAIN acme",
        "starts_with, acme, f START_WITH acme",
        "=, acme, f IS acme",
        "!=, acme, f IS_NOT acme"
    })
    void understandsTheOperatorsOfOtherLanguages(String operator, String value, String expected) {
        Object typed = value.matches("[0-9]+") ? (Object) Integer.valueOf(value) : value;

        assertThat(of(new Filter("f", operator, List.of(typed), false))).isEqualTo(expected);
    }

    @Test
    void takesANumberInQuotesForANumber() {
        assertThat(of(new Filter("entity", "=", List.of("107"), false))).isEqualTo("entity EQUAL 107");
        assertThat(of(new Filter("isinactive", "=", List.of(false), false))).isEqualTo("isinactive IS false");
    }

    @Test
    void quotesWhatIsNotOneWord() {
        assertThat(of(new Filter("f", "IS", List.of("Another Company"), false))).isEqualTo("f IS \"Another Company\"");
        assertThat(of(new Filter("f", "ON", List.of("1/1/2019"), false))).isEqualTo("f ON \"1/1/2019\"");
        assertThat(of(new Filter("f", "IS", List.of(""), false))).isEqualTo("f IS \"\"");
        assertThat(of(new Filter("f", "IS", List.of("a] OR (b"), false))).isEqualTo("f IS \"a] OR (b\"");
        assertThat(of(new Filter("f", "IS", List.of("a@b.example"), false))).isEqualTo("f IS \"a@b.example\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OR", "and", "EMPTY", "IS_NOT", "between"})
    void quotesAWordThatTheLanguageCouldTakeForItsOwn(String word) {
        assertThat(of(new Filter("state", "IS", List.of(word), false))).isEqualTo("state IS \"" + word + "\"");
    }

    @Test
    void writesNumbersAndBooleansPlainly() {
        assertThat(of(new Filter("f", "EQUAL", List.of(new BigDecimal("1E+3")), false)))
                .isEqualTo("f EQUAL 1000");
        assertThat(of(new Filter("f", "EQUAL", List.of(new BigDecimal("10.50")), false)))
                .isEqualTo("f EQUAL 10.50");
        assertThat(of(new Filter("f", "EQUAL", List.of(-5), false))).isEqualTo("f EQUAL -5");
        assertThat(of(new Filter("f", "IS", List.of(true), false))).isEqualTo("f IS true");
    }

    @Test
    void allConditionsMustHold() {
        assertThat(FilterExpression.of(List.of())).isEmpty();
        assertThat(FilterExpression.of(List.of(
                        new Filter("email", "START_WITH", List.of("a b"), false),
                        new Filter("customer.id", "EQUAL", List.of(7), false))))
                .isEqualTo("email START_WITH \"a b\" AND customer.id EQUAL 7");
    }

    private static void refuses(String operator, List<Object> values) {
        assertThatThrownBy(() -> of(new Filter("f", operator, values, false)))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("filters");
    }

    private static String of(Filter filter) {
        return FilterExpression.of(List.of(filter));
    }
}
