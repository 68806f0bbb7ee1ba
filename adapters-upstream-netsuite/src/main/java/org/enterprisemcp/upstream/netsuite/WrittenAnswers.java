package org.enterprisemcp.upstream.netsuite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;

/**
 * Reads what was written from its answer. The id stands in {@code Location}, which comes absolute and relative, and sometimes not at
 * all.
 */
final class WrittenAnswers {

    private static final Pattern LAST_STEP = Pattern.compile("^[^?#]*?([^/?#]+)/?(?:[?#].*)?$");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private WrittenAnswers() {}

    /** The id of the record; from the body where there is no Location. */
    static Optional<RecordId> id(RestAnswer answer) {
        return lastStep(answer)
                .or(() -> Optional.of(answer.body().path("id").asText()))
                .filter(RecordNames::isId)
                .map(RecordId::new);
    }

    /** The record in the body. */
    static Fields record(RestAnswer answer) {
        if (!answer.body().isObject()) {
            throw new UpstreamException.Server("NetSuite's answer holds no record.", answer.facts());
        }
        return JsonCodec.fields(answer.body());
    }

    /** The last step of the path in {@code Location}. */
    static Optional<String> lastStep(RestAnswer answer) {
        return answer.header("Location").flatMap(WrittenAnswers::lastStep);
    }

    /** The last step of a URL's path. */
    static Optional<String> lastStep(String url) {
        Matcher path = LAST_STEP.matcher(url);
        return path.matches() ? Optional.of(decoded(path.group(1))) : Optional.empty();
    }

    /** What may stand in an id is ASCII, so an escape stands for one character. */
    private static String decoded(String step) {
        return ESCAPE.matcher(step)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group().substring(1), 16))));
    }
}
