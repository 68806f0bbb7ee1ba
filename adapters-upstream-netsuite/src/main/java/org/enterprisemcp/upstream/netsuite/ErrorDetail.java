package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.upstream.rest.SafeText;

/**
 * One detail of an error body.
 *
 * @param code {@code o:errorCode}; empty where there is none
 * @param text what is wrong, as NetSuite words it
 * @param place where it is wrong: a path into the body, a query parameter, a header or a part of the URL
 */
record ErrorDetail(String code, String text, Optional<String> place) {

    /** Help calls the last one {@code o:urlPath}; the wire says {@code o:errorUrl}. */
    private static final List<String> PLACES =
            List.of("o:errorPath", "o:errorQueryParam", "o:errorHeader", "o:errorUrl", "o:urlPath");

    /** The details of a body; record actions put theirs at the top, without a list. */
    static List<ErrorDetail> of(JsonNode body) {
        List<ErrorDetail> details = new ArrayList<>();
        body.path("o:errorDetails").forEach(detail -> details.add(one(detail, body)));
        if (details.isEmpty() && (body.hasNonNull("detail") || body.hasNonNull("o:errorCode"))) {
            details.add(one(body, body));
        }
        return details;
    }

    private static ErrorDetail one(JsonNode detail, JsonNode body) {
        String code = detail.path("o:errorCode").asText(body.path("o:errorCode").asText());
        String text = detail.path("detail").asText(body.path("title").asText());
        Optional<String> place = PLACES.stream()
                .map(name -> detail.path(name).asText())
                .filter(found -> !found.isEmpty())
                .findFirst();
        return new ErrorDetail(code, text, place);
    }

    /** The field that is wrong; empty for what is wrong as a whole. */
    Optional<Violation> violation() {
        return place.filter(where -> !where.startsWith("/") && !where.startsWith("http"))
                .map(where -> new Violation(SafeText.of(where), SafeText.of(text)));
    }
}
