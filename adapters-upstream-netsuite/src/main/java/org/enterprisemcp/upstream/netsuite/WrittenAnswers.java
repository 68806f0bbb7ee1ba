package org.enterprisemcp.upstream.netsuite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** Reads the id of what was written from {@code Location}, which comes absolute and relative, and sometimes not at all. */
final class WrittenAnswers {

    private static final Pattern LAST_STEP = Pattern.compile("^[^?#]*?([^/?#]+)/?(?:[?#].*)?$");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private WrittenAnswers() {}

    /** The id of the record. */
    static Optional<RecordId> id(RestAnswer answer) {
        return lastStep(answer).filter(RecordNames::isId).map(RecordId::new);
    }

    /** The last step of the path in {@code Location}. */
    static Optional<String> lastStep(RestAnswer answer) {
        return answer.header("Location")
                .map(LAST_STEP::matcher)
                .filter(Matcher::matches)
                .map(location -> decoded(location.group(1)));
    }

    /** What may stand in an id is ASCII, so an escape stands for one character. */
    private static String decoded(String step) {
        return ESCAPE.matcher(step)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group().substring(1), 16))));
    }
}
