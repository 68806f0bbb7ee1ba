package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.Dialect;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.Refusal;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.SafeText;

/** Understands NetSuite's refusals. The code alone says little: USER_ERROR is a duplicate, a missing transaction, a wrong value. */
final class NetSuiteDialect implements Dialect {

    private static final Pattern UNKNOWN_TYPE = Pattern.compile("Record type '([^']{1,128})' does not exist");
    private static final Pattern UNKNOWN_TABLE =
            Pattern.compile("Invalid search type: ([A-Za-z0-9_]{1,128})|Record '([A-Za-z0-9_]{1,128})' was not found");
    private static final Pattern UNKNOWN_COLUMN = Pattern.compile(
            "Unknown identifier '([^']{1,128})'|Field '([^']{1,128})' for record '[^']{1,128}' was not found");
    private static final Pattern UNKNOWN_FIELD = Pattern.compile(
            "(?i)(?:unknown|invalid|not valid|not recogni[sz]ed)[^.']{0,60}(?:field|property)[^.']{0,40}"
                    + "'([A-Za-z0-9_.\\[\\]]{1,128})'");

    private final KnownNames names;
    private final Target target;

    NetSuiteDialect(KnownNames names, Target target) {
        this.names = names;
        this.target = target;
    }

    @Override
    public Refusal understand(RestAnswer answer, RestRequest request) {
        List<ErrorDetail> details = ErrorDetail.of(answer.body());
        if (details.isEmpty()) {
            return withoutDetails(answer.status());
        }
        ErrorDetail first = details.getFirst();
        ErrorHints.Hint hint = ErrorHints.of(answer.status(), first.code(), first.text());
        List<Violation> violations =
                details.stream().flatMap(detail -> detail.violation().stream()).toList();
        return new Refusal(
                hint.kind(),
                Refusal.Repeat.AS_THE_STATUS_SAYS,
                words(details),
                hint.kind() == OutcomeKind.VALIDATION ? violations : List.of(),
                Optional.of(hint.text() + suggestion(first.text(), request)).filter(text -> !text.isEmpty()));
    }

    /** A role that lacks a permission is told which ones it needs, whatever stands between NetSuite and us. */
    private static Refusal withoutDetails(int status) {
        Refusal refusal = Refusal.ofStatus(status);
        return refusal.kind() == OutcomeKind.PERMISSION
                ? new Refusal(
                        refusal.kind(),
                        refusal.repeat(),
                        refusal.message(),
                        List.of(),
                        Optional.of(ErrorHints.of(status, "", "").text()))
                : refusal;
    }

    private static String words(List<ErrorDetail> details) {
        String text = details.stream().map(ErrorDetail::text).distinct().collect(Collectors.joining(" "));
        String code = details.getFirst().code();
        return SafeText.of(code.isEmpty() ? text : text + " [" + code + "]");
    }

    /** Which existing name may have been meant, as far as the account's names are known. */
    private String suggestion(String text, RestRequest request) {
        String type = request.type().map(RecordType::value).orElse("");
        return group(UNKNOWN_TYPE, text)
                .map(name -> names.nearestTypes(target, name))
                .or(() -> group(UNKNOWN_TABLE, text).map(this::nearestTables))
                .or(() -> group(UNKNOWN_COLUMN, text).map(name -> nearestColumns(name, request)))
                .or(() -> group(UNKNOWN_FIELD, text).map(name -> names.nearestFields(target, type, name)))
                .filter(found -> !found.isEmpty())
                .map(found -> " Did you mean " + String.join(", ", found) + "?")
                .orElse("");
    }

    private List<String> nearestTables(String name) {
        List<String> tables = NearestName.of(name, SuiteQlTables.names());
        return tables.isEmpty() ? lowerCase(names.nearestTypes(target, name)) : tables;
    }

    private List<String> nearestColumns(String name, RestRequest request) {
        String column = name.substring(name.indexOf('.') + 1);
        String query = request.body()
                .map(body -> String.valueOf(body.values().get("q")))
                .orElse("");
        return NearestName.of(column, SuiteQlTables.columnsOf(QueriedTables.of(query)));
    }

    private static List<String> lowerCase(List<String> found) {
        return found.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return Optional.of(matcher.group(i));
            }
        }
        return Optional.empty();
    }
}
