package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Operation;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;
import org.enterprisemcp.domain.query.QueryReview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteGuideTest {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z]+(?:_[a-z]+)*");

    private final UpstreamGuide guide = NetSuiteGuide.read();

    @Test
    void declaresExactlyTheOptionsThatThePortsRead() {
        Set<String> declared = guide.operations().values().stream()
                .flatMap(operation -> operation.options().stream())
                .map(Option::name)
                .collect(Collectors.toSet());

        assertThat(declared).isEqualTo(constants());
    }

    @Test
    void describesEveryOption() {
        assertThat(guide.operations().values().stream().flatMap(operation -> operation.options().stream()))
                .allSatisfy(option -> {
                    assertThat(option.name()).matches(SNAKE_CASE);
                    assertThat(option.description()).endsWith(".").hasSizeGreaterThan(15);
                });
    }

    /** Queries have examples of their own, and list_datasets and connection_status need none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create_record",
                "get_record",
                "update_record",
                "delete_record",
                "upsert_record",
                "search_records",
                "list_record_types",
                "describe_record",
                "describe_query_table",
                "get_field_options",
                "get_sublist",
                "transform_record",
                "run_record_action",
                "link_records",
                "batch_records",
                "get_job",
                "run_dataset",
                "validate_query",
                "get_record_link"
            })
    void showsHowAToolIsCalled(String tool) {
        assertThat(guide.operation(tool).examples()).isNotEmpty();
    }

    @Test
    void everyExampleIsAnObjectOfArguments() {
        for (Operation operation : guide.operations().values()) {
            for (String example : operation.examples()) {
                JsonNode arguments = TestNetSuite.node(example);

                assertThat(arguments.isObject()).as(example).isTrue();
                assertThat(arguments.properties())
                        .as(example)
                        .isNotEmpty()
                        .allMatch(argument ->
                                SNAKE_CASE.matcher(argument.getKey()).matches());
            }
        }
    }

    @Test
    void everyPlaceOfAPromptIsAnArgumentAndTheOtherWayRound() {
        assertThat(guide.prompts()).hasSizeGreaterThanOrEqualTo(6);
        for (Prompt prompt : guide.prompts()) {
            Set<String> places = new TreeSet<>();
            Matcher place = PLACE.matcher(prompt.text());
            while (place.find()) {
                places.add(place.group(1));
            }
            Set<String> declared =
                    prompt.arguments().stream().map(Argument::name).collect(Collectors.toCollection(TreeSet::new));

            assertThat(places).as(prompt.name()).isEqualTo(declared);
            assertThat(prompt.title()).isNotBlank();
            assertThat(prompt.description()).endsWith(".");
            assertThat(prompt.name()).matches(SNAKE_CASE);
        }
    }

    @Test
    void everyPageHasATitleAndAText() {
        assertThat(guide.pages()).extracting(UpstreamGuide.Page::name).contains("suiteql", "errors", "records");
        assertThat(guide.pages()).allSatisfy(page -> {
            assertThat(page.name()).matches("[a-z0-9-]+");
            assertThat(page.markdown()).startsWith("# ").hasSizeGreaterThan(300);
            assertThat(page.description()).endsWith(".");
        });
    }

    @Test
    void itsOwnQueriesFallIntoNoTrap() {
        SuiteQlReviewer reviewer = new SuiteQlReviewer();

        assertThat(guide.queryExamples()).isNotEmpty().allSatisfy(query -> {
            QueryReview review = reviewer.review(query);
            assertThat(review.findings()).isEmpty();
            assertThat(review.suggestion()).isEmpty();
        });
    }

    @Test
    void itsOwnRecordTypesAreNames() {
        assertThat(guide.recordTypeExamples())
                .isNotEmpty()
                .doesNotContain("item", "taxItem")
                .allMatch(type -> type.matches("[A-Za-z][A-Za-z0-9_]*"));
    }

    private static Set<String> constants() {
        return Arrays.stream(NetSuiteOptions.class.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .map(NetSuiteGuideTest::value)
                .collect(Collectors.toSet());
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
