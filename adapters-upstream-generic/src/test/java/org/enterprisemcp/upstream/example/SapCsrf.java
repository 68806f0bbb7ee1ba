package org.enterprisemcp.upstream.example;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.upstream.rest.AttemptContext;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.Refusal;
import org.enterprisemcp.upstream.rest.RequestCustomizer;
import org.enterprisemcp.upstream.rest.ResponseClassifier;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** A write to SAP Gateway carries a CSRF token and the cookies that came with it; an old token is answered by 403 "Required". */
public final class SapCsrf implements RequestCustomizer, ResponseClassifier {

    private static final String TOKEN = "X-CSRF-Token";
    private static final int MAX_SESSIONS = 1_000;

    private final Map<String, Map<String, String>> sessions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > MAX_SESSIONS;
        }
    });

    @Override
    public String name() {
        return "sap-csrf";
    }

    @Override
    public RestRequest customize(RestRequest request, AttemptContext context) {
        if (request.method().equals("GET")) {
            return request;
        }
        // A session belongs to one user: never send it with the credential of another.
        String owner = context.credentialMark() + " " + context.baseUrl();
        if (context.previous().filter(SapCsrf::asksForToken).isPresent()) {
            sessions.remove(owner);
        }
        Map<String, String> session = sessions.get(owner);
        if (session == null) {
            session = fetched(context);
            sessions.put(owner, session);
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.putAll(session);
        return request.withHeaders(headers);
    }

    @Override
    public Optional<Refusal> classify(RestAnswer answer, RestRequest request) {
        return asksForToken(answer)
                ? Optional.of(new Refusal(OutcomeKind.PERMISSION, Refusal.Repeat.REFUSED_UNPROCESSED, "", List.of()))
                : Optional.empty();
    }

    private static boolean asksForToken(RestAnswer answer) {
        return answer.status() == 403
                && answer.header(TOKEN).filter("Required"::equalsIgnoreCase).isPresent();
    }

    private static Map<String, String> fetched(AttemptContext context) {
        RestAnswer answer = context.send(RestRequest.of("csrf", RetrySafety.READ, "GET", context.baseUrl())
                .withHeaders(Map.of(TOKEN, "Fetch")));
        Map<String, String> session = new HashMap<>();
        answer.header(TOKEN).ifPresent(token -> session.put(TOKEN, token));
        if (!answer.cookies().isEmpty()) {
            session.put("Cookie", String.join("; ", answer.cookies()));
        }
        return Map.copyOf(session);
    }
}
