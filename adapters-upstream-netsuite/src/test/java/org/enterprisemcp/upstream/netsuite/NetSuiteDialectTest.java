package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException.Validation;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetSuiteDialectTest {

    private static final String SEARCH_ERROR = "Invalid search query. Detailed unprocessed description follows. ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | INVALID_CONTENT | Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item | VALIDATION | describe_record",
                "400 | INVALID_REQUEST | The request could not be understood by the server due to malformed syntax. | VALIDATION | describe_record",
                "400 | INVALID_PARAMETER | Invalid query parameter. | VALIDATION | parameter",
                "400 | USER_ERROR | Error while accessing a resource. This entity already exists. | DUPLICATE_RECORD | eid:",
                "400 | USER_ERROR | Error while accessing a resource. Transaction type specified is incorrect. | RECORD_NOT_FOUND | transaction",
                "400 | USER_ERROR | Please enter value(s) for: Subsidiary | VALIDATION | rules",
                "400 | INVALID_KEY_OR_REF | Invalid reference 9 for entity. | VALIDATION | get_field_options",
                "400 | INVALID_VALUE | x | VALIDATION | Correct",
                "400 | INVALID_ID | x | VALIDATION | Correct",
                "400 | INSUFFICIENT_PERMISSION | x | PERMISSION | role",
                "400 | USER_ERROR | Record has been changed | CONFLICT | again",
                "401 | INVALID_LOGIN | Invalid login attempt. | TOKEN_EXPIRED | ''",
                "401 | INVALID_LOGIN_ATTEMPT | Invalid login attempt. | TOKEN_EXPIRED | ''",
                "403 | INSUFFICIENT_PERMISSION | Permission Violation | PERMISSION | REST Web Services",
                "404 | NONEXISTENT_ID | The record instance does not exist. Provide a valid record instance ID. | RECORD_NOT_FOUND | record_id",
                "404 | NONEXISTENT_ID | Record type 'file' does not exist. | VALIDATION | list_record_types",
                "409 | X | changed | CONFLICT | again"
            })
    void understandsEveryErrorOfTheRecordService(
            int status, String code, String detail, ErrorCode failure, String hint) {
        McpServerException refused = failureOfRead(error(status, code, detail));

        assertThat(refused.code()).isEqualTo(failure);
        assertThat(refused.hint()).contains(hint);
        assertThat(refused.facts().status()).hasValue(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Search error occurred: Unknown identifier 'emial'. Available identifiers are: {customer=customer} | column | Did you mean email",
                "Invalid search type: custommer. | table | Did you mean customer",
                "Search error occurred: Record 'custommer' was not found. | table | Did you mean customer",
                "Search error occurred: Field 'emial' for record 'customer' was not found. Reason: NOT_EXPOSED | column | Did you mean email",
                "Search error occurred: Invalid or unsupported search. | validate_query | ''",
                "Something else. | validate_query | ''"
            })
    void understandsEveryErrorOfSuiteQl(String detail, String hint, String suggestion) {
        McpServerException refused = failureOfQuery(error(400, "INVALID_PARAMETER", SEARCH_ERROR + detail));

        assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(refused.hint()).contains(hint).contains(suggestion);
        assertThat(refused.safeMessage()).contains(detail.substring(0, 10)).contains("[INVALID_PARAMETER]");
    }

    @Test
    void tellsAMissingColumnFromAMissingTable() {
        McpServerException refused = failureOfQuery(
                error(400, "INVALID_PARAMETER", SEARCH_ERROR + "Field 'x' for record 'customer' was not found"));

        assertThat(refused.hint()).contains("column does not exist").doesNotContain("table does not exist");
    }

    @Test
    void aQueryIsNeverADuplicateRecord() {
        McpServerException refused = failureOfQuery(
                error(400, "INVALID_PARAMETER", SEARCH_ERROR + "Search error occurred: duplicate alias x"));

        assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION);
    }

    @Test
    void suggestsNoNameThatIsTheOneThatWasRefused() {
        McpServerException refused =
                failureOfQuery(error(400, "INVALID_PARAMETER", SEARCH_ERROR + "Invalid search type: customer."));

        assertThat(refused.hint())
                .contains("role may not see it")
                .doesNotContain("customer?")
                .doesNotContain(" customer,");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        McpServerException refused = failureOfRead(
                LoopbackServer.json(
                        400,
                        "{\"title\":\"Bad Request\",\"o:errorDetails\":[{\"detail\":\"Invalid Field Value 9999\",\"o:errorCode\":\"INVALID_CONTENT\",\"o:errorPath\":\"item.items[0].item\"},{\"detail\":\"Too long\",\"o:errorCode\":\"INVALID_CONTENT\",\"o:errorPath\":\"memo\"}]}"));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Validation.class,
                        validation -> assertThat(validation.violations())
                                .extracting(Violation::field)
                                .containsExactly("item.items[0].item", "memo"));
        assertThat(refused.safeMessage()).contains("Invalid Field Value 9999").contains("Too long");
    }

    @ParameterizedTest
    @CsvSource({"o:errorUrl", "o:urlPath"})
    void suggestsTheNearestRecordTypeOnceTheCatalogIsKnown(String pointer) {
        Reply unknown = LoopbackServer.json(
                404,
                "{\"o:errorDetails\":[{\"detail\":\"Record type 'custommer' does not exist.\",\"o:errorCode\":\"NONEXISTENT_ID\",\""
                        + pointer + "\":\"/services/rest/record/v1/custommer\"}]}");
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"items\":[{\"name\":\"customer\"},{\"name\":\"customrecord_x\"}]}"), unknown)) {
            up.upstream.metadata().orElseThrow().recordTypes(up.scope(), Optional.empty(), 10);
            McpServerException refused =
                    up.failureOf(scope -> up.upstream.records().get(scope, new RecordType("custommer"), SEVEN));

            assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION);
            assertThat(refused.hint()).endsWith("Did you mean customer?");
            assertThat(refused.details()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"emial, email", "item.items[0].quantiy, quantity"})
    void suggestsTheNearestFieldOnceTheSchemaIsKnown(String misspelt, String meant) {
        try (TestNetSuite up = TestNetSuite.answering(
                json(
                        "{\"properties\":{\"email\":{\"type\":\"string\"},\"item\":{\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"properties\":{\"quantity\":{\"type\":\"number\"}}}}}}}}"),
                error(
                        400,
                        "INVALID_CONTENT",
                        "Error while accessing a resource. Unknown property '" + misspelt
                                + "'. Provide a valid property name."))) {
            up.upstream.metadata().orElseThrow().describe(up.scope(), RecordDescriptionRequest.all(CUSTOMER));
            McpServerException refused = up.failureOf(scope ->
                    up.upstream.records().create(scope, new RecordDraft(CUSTOMER, new Fields(Map.of("x", 1)))));

            assertThat(refused.hint()).endsWith("Did you mean " + meant + "?");
        }
    }

    @Test
    void understandsARecordActionsErrorAtTheTop() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.json(
                400, "{\"title\":\"Bad Request\",\"detail\":\"Already approved.\",\"o:errorCode\":\"USER_ERROR\"}"))) {
            McpServerException refused = up.failureOf(scope -> up.upstream
                    .actions()
                    .orElseThrow()
                    .run(scope, new RecordAction(new RecordType("purchaseOrder"), SEVEN, "approve", Fields.empty())));

            assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION);
            assertThat(refused.safeMessage()).contains("Already approved. [USER_ERROR]");
        }
    }

    @Test
    void namesThePermissionsEvenWhereARefusalHasNoBody() {
        McpServerException refused = failureOfRead(LoopbackServer.bytes(403, new byte[0]));

        assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION);
        assertThat(refused.hint()).contains("REST Web Services");
    }

    @Test
    void waitsAndRepeatsAfterTooManyCallsAtOnce() {
        Reply busy = LoopbackServer.json(
                429,
                "{\"title\":\"Bad Request\",\"o:errorCode\":\"USER_ERROR\",\"o:errorDetails\":[{\"detail\":\"Concurrent request limit exceeded. Request blocked.\",\"o:errorCode\":\"CONCURRENCY_LIMIT_EXCEEDED\"}]}");
        try (TestNetSuite up =
                TestNetSuite.answering(busy, TestNetSuite.written("/services/rest/record/v1/customer/8"))) {
            assertThat(up.upstream
                            .records()
                            .create(up.scope(), new RecordDraft(CUSTOMER, Fields.empty()))
                            .facts()
                            .attempts())
                    .isEqualTo(2);
        }
    }

    @Test
    void aCreateThatEndedUnexpectedlyIsNotRepeated() {
        try (TestNetSuite up = TestNetSuite.answering(
                error(500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: jrgb42"))) {
            McpServerException refused = up.failureOf(
                    scope -> up.upstream.records().create(scope, new RecordDraft(CUSTOMER, Fields.empty())));

            assertThat(refused.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.requests()).hasSize(1);
        }
    }

    private static McpServerException failureOfRead(Reply reply) {
        try (TestNetSuite up = TestNetSuite.answering(reply)) {
            return up.failureOf(scope -> up.upstream.records().get(scope, CUSTOMER, SEVEN));
        }
    }

    private static McpServerException failureOfQuery(Reply reply) {
        try (TestNetSuite up = TestNetSuite.answering(reply)) {
            return up.failureOf(scope -> up.upstream
                    .queries()
                    .orElseThrow()
                    .execute(scope, new Query("SELECT emial FROM customer", OptionalInt.empty(), 0)));
        }
    }
}
