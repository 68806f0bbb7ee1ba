package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.OutcomeKind;

/** What NetSuite's errors mean, why they come about and what to do next: the first row that fits. */
final class ErrorHints {

    private static final String ANY = "";

    private static final String PERMISSION =
            "The signed-in role lacks a permission. An administrator adds it to the role:"
                    + " REST Web Services and Log in using OAuth 2.0 Access Tokens for any call, then the record type itself.";

    private static final List<Row> ROWS = List.of(
            row(400, "IDEMPOTENCY_ERROR", ANY, OutcomeKind.ALREADY_APPLIED, ""),
            row(
                    400,
                    ANY,
                    "transaction type specified is incorrect",
                    OutcomeKind.NOT_FOUND,
                    "NetSuite says this where there is no transaction of that type with that id: check record_type and"
                            + " record_id, or query the table transaction for its id and type."),
            row(
                    400,
                    "INVALID_KEY_OR_REF",
                    ANY,
                    OutcomeKind.VALIDATION,
                    "A reference points to nothing that the role may choose: get_field_options brings what it may."),
            row(
                    400,
                    ANY,
                    "unknown identifier",
                    OutcomeKind.VALIDATION,
                    "The column does not exist in the tables of FROM: describe_query_table brings their columns."),
            row(
                    400,
                    ANY,
                    "field '.*' for record '.*' was not found",
                    OutcomeKind.VALIDATION,
                    "The column does not exist: describe_query_table brings those that do."),
            row(
                    400,
                    ANY,
                    "invalid search type|record '.*' was not found",
                    OutcomeKind.VALIDATION,
                    "The table does not exist, or the role may not see it: describe_query_table lists tables."),
            row(
                    400,
                    ANY,
                    "invalid or unsupported search",
                    OutcomeKind.VALIDATION,
                    "The query uses something that SuiteQL lacks (LIMIT, WITH, an unknown function, mixed join styles):"
                            + " validate_query says what."),
            row(
                    400,
                    ANY,
                    "invalid search query",
                    OutcomeKind.VALIDATION,
                    "SuiteQL does not understand the query: validate_query says what is suspicious."),
            row(
                    400,
                    "INVALID_PARAMETER",
                    ANY,
                    OutcomeKind.VALIDATION,
                    "A parameter is wrong; in q, strings stand in double quotes and dates in the account's own format."),
            row(
                    400,
                    ANY,
                    "already exists|has already been used|duplicate",
                    OutcomeKind.DUPLICATE,
                    "A record with this name or external id is there already: read it by eid:EXTERNAL_ID or query for it,"
                            + " then update it, or use another name."),
            row(
                    400,
                    ANY,
                    "record has been changed|RCRD_HAS_BEEN_CHANGED",
                    OutcomeKind.CONFLICT,
                    "Somebody else changed the record in the meantime: read it again, decide anew, then repeat the change."),
            row(
                    400,
                    "INVALID_CONTENT",
                    ANY,
                    OutcomeKind.VALIDATION,
                    "A field or value in the payload is wrong: describe_record brings fields and kinds, get_field_options"
                            + " what a field may be set to."),
            row(
                    400,
                    "INVALID_REQUEST",
                    ANY,
                    OutcomeKind.VALIDATION,
                    "NetSuite cannot read the request: check the payload's shape against describe_record."),
            row(
                    400,
                    "USER_ERROR",
                    ANY,
                    OutcomeKind.VALIDATION,
                    "NetSuite's own rules refuse it; the message says why. Missing or wrong values are the usual cause."),
            row(400, "INSUFFICIENT_PERMISSION", ANY, OutcomeKind.PERMISSION, PERMISSION),
            row(400, ANY, ANY, OutcomeKind.VALIDATION, "Correct what is named, then call again."),
            row(401, ANY, ANY, OutcomeKind.AUTH, ""),
            row(403, ANY, ANY, OutcomeKind.PERMISSION, PERMISSION),
            row(
                    404,
                    ANY,
                    "record type '.*' does not exist",
                    OutcomeKind.VALIDATION,
                    "There is no such record type for this role: list_record_types brings those that are there."),
            row(
                    404,
                    ANY,
                    ANY,
                    OutcomeKind.NOT_FOUND,
                    "Check record_type and record_id; a query finds the ids that exist."),
            row(
                    409,
                    ANY,
                    ANY,
                    OutcomeKind.CONFLICT,
                    "Somebody else changed the record in the meantime: read it again, decide anew, then repeat the change."),
            row(429, ANY, ANY, OutcomeKind.RATE_LIMIT, ""));

    private ErrorHints() {}

    /**
     * What an error means.
     *
     * @param kind the failure that it is
     * @param text likely cause and next step; empty where the failure's own words say it
     */
    record Hint(OutcomeKind kind, String text) {}

    private record Row(int status, String code, Pattern detail, Hint hint) {
        boolean fits(int answered, String errorCode, String text) {
            return status == answered
                    && (code.isEmpty() || code.equals(errorCode))
                    && detail.matcher(text).find();
        }
    }

    /** The meaning of an error; where no row fits, what its status says. */
    static Hint of(int status, String code, String text) {
        return ROWS.stream()
                .filter(row -> row.fits(status, code, text))
                .map(Row::hint)
                .findFirst()
                .orElseGet(() -> new Hint(OutcomeKind.ofStatus(status), ""));
    }

    private static Row row(int status, String code, String detail, OutcomeKind kind, String text) {
        return new Row(status, code, Pattern.compile(detail, Pattern.CASE_INSENSITIVE), new Hint(kind, text));
    }
}
