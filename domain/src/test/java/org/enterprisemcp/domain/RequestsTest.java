package org.enterprisemcp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.query.QueryReview;
import org.enterprisemcp.domain.query.QueryReview.Finding;
import org.enterprisemcp.domain.query.QueryReview.Severity;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.SublistRequest;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.target.TargetRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the optional ports: bad input is refused with the name of the field, before anybody is asked. */
class RequestsTest {

    private static final RecordType ORDER = new RecordType("order");
    private static final RecordId SEVEN = new RecordId("7");
    private static final RecordSearch.Filter OPEN = new RecordSearch.Filter("status", "is", List.of("open"), false);

    @Test
    void refusesASearchByFiltersAndExpressionAtOnce() {
        assertRefused("q", () -> search(List.of(OPEN), Optional.of("status IS open"), 5, 0));
    }

    @Test
    void refusesASearchExpressionThatIsBlankOrTooLong() {
        assertRefused("q", () -> search(List.of(), Optional.of("  "), 5, 0));
        assertRefused("q", () -> search(List.of(), Optional.of("x".repeat(4_001)), 5, 0));
        assertThat(search(List.of(), Optional.of("x".repeat(4_000)), 5, 0).expression())
                .isPresent();
    }

    @Test
    void refusesASearchForNothingOrFromBeforeTheStart() {
        assertRefused("limit", () -> search(List.of(OPEN), Optional.empty(), 0, 0));
        assertRefused("offset", () -> search(List.of(OPEN), Optional.empty(), 5, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", ".", "a\nb", "a\u0007"})
    void refusesASublistOrActionThatIsNoName(String name) {
        assertRefused("sublist", () -> new SublistRequest(ORDER, SEVEN, name, 5, 0));
        assertRefused("action", () -> new RecordAction(ORDER, SEVEN, name, Fields.empty()));
    }

    @Test
    void refusesASublistOrActionWhoseNameIsTooLong() {
        assertRefused("sublist", () -> new SublistRequest(ORDER, SEVEN, "x".repeat(129), 5, 0));
        assertRefused("action", () -> new RecordAction(ORDER, SEVEN, "x".repeat(129), Fields.empty()));
    }

    @Test
    void refusesAPageOfLinesThatCannotBe() {
        assertRefused("limit", () -> new SublistRequest(ORDER, SEVEN, "item", 0, 0));
        assertRefused("offset", () -> new SublistRequest(ORDER, SEVEN, "item", 5, -1));
    }

    @Test
    void refusesABatchWithoutRecordsOrWithTooMany() {
        assertRefused("items", () -> batch(0));
        assertRefused("items", () -> batch(RecordBatch.MAX_ITEMS + 1));
        assertThat(batch(RecordBatch.MAX_ITEMS).items()).hasSize(RecordBatch.MAX_ITEMS);
    }

    @Test
    void refusesAJobWithoutAnIdOrWithOneThatIsTooLong() {
        assertRefused("job_id", () -> new JobRequest(" ", Optional.empty(), Duration.ZERO));
        assertRefused("job_id", () -> new JobRequest("x".repeat(65), Optional.empty(), Duration.ZERO));
        assertThat(new JobRequest("x".repeat(64), Optional.empty(), Duration.ZERO).jobId())
                .hasSize(64);
    }

    @Test
    void refusesToAskForTheChoicesOfNoField() {
        assertRefused(
                "fields",
                () -> new FieldChoicesRequest(ORDER, List.of(), Optional.empty(), Fields.empty(), Optional.empty(), 5));
    }

    @Test
    void anOptionThatWasLeftOutIsEmptyFalseOrAnEmptyList() {
        CallOptions none = CallOptions.none();
        assertThat(none.flag("dry_run")).isFalse();
        assertThat(none.flag("strict", true)).isTrue();
        assertThat(none.text("replace")).isEmpty();
        assertThat(none.number("rows")).isEmpty();
        assertThat(none.list("params")).isEmpty();
        assertThat(none.texts("fields")).isEmpty();
    }

    @Test
    void anOptionOfAnotherKindThanAskedForIsAsGoodAsLeftOut() {
        CallOptions odd = CallOptions.of(Map.of("dry_run", "true", "replace", 1, "rows", "5", "params", "a"));
        assertThat(odd.flag("dry_run")).isFalse();
        assertThat(odd.flag("dry_run", true)).isTrue();
        assertThat(odd.text("replace")).isEmpty();
        assertThat(odd.number("rows")).isEmpty();
        assertThat(odd.list("params")).isEmpty();
    }

    @Test
    void anOptionIsReadByItsKind() {
        CallOptions options = CallOptions.of(Map.of("dry_run", true, "strict", false, "rows", 5L))
                .with("replace", "item")
                .with("params", List.of(1, "two", true));
        assertThat(options.flag("dry_run")).isTrue();
        assertThat(options.flag("strict", true)).isFalse();
        assertThat(options.number("rows")).isEqualTo(OptionalInt.of(5));
        assertThat(options.text("replace")).contains("item");
        assertThat(options.texts("params")).containsExactly("1", "two", "true");
        assertThat(options.list("params")).hasSize(3);
    }

    @Test
    void aRequestKeepsItsTargetAndListenerWhenItGetsOtherOptions() {
        ProgressListener listener = (done, total, message) -> {};
        TargetRequest target = new TargetRequest(Optional.of("acme"), Optional.empty());
        CallOptions options = CallOptions.of(Map.of("dry_run", true));
        CallRequest changed = new CallRequest(target, CallOptions.none(), listener).with(options);

        assertThat(changed).isEqualTo(new CallRequest(target, options, listener));
    }

    @Test
    void aReviewHasErrorsOnlyWhereTheUpstreamWouldRefuseForCertain() {
        Finding slow = new Finding(Severity.WARNING, "no-limit", "may be slow");
        Finding wrong = new Finding(Severity.ERROR, "only-select", "must be a SELECT");
        assertThat(new QueryReview(List.of(), Optional.empty()).hasErrors()).isFalse();
        assertThat(new QueryReview(List.of(slow), Optional.empty()).hasErrors()).isFalse();
        assertThat(new QueryReview(List.of(slow, wrong), Optional.empty()).hasErrors())
                .isTrue();
    }

    @Test
    void aDryRunIsNotSavedAndAnyOtherWriteIs() {
        assertThat(WrittenRecord.dryRun(ORDER, Optional.empty(), Fields.empty()).saved())
                .isFalse();
        assertThat(new WrittenRecord(ORDER, Optional.of(SEVEN), Optional.empty()).saved())
                .isTrue();
    }

    @Test
    void aPageIsTruncatedExactlyWhenThereIsANextOne() {
        assertThat(new QueryPage(List.of(), OptionalLong.empty(), OptionalInt.of(5)).truncated())
                .isTrue();
        assertThat(new QueryPage(List.of(), OptionalLong.of(9), OptionalInt.empty()).truncated())
                .isFalse();
    }

    private static RecordSearch search(
            List<RecordSearch.Filter> filters, Optional<String> expression, int limit, int offset) {
        return new RecordSearch(ORDER, filters, expression, List.of(), limit, offset);
    }

    private static RecordBatch batch(int items) {
        return new RecordBatch(
                RecordBatch.Operation.CREATE,
                ORDER,
                Collections.nCopies(items, Fields.empty()),
                false,
                Optional.empty(),
                Duration.ZERO);
    }

    private static void assertRefused(String field, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RecordValidation.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::field)
                                .containsExactly(field));
    }
}
