package org.enterprisemcp.oauth.upstream;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.token.Secret;

/** Sends forms to the upstream's authorization server. */
final class FormPost {

    private static final int LARGEST_ANSWER = 64 * 1024;

    private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(10), Duration.ofSeconds(20), LARGEST_ANSWER);

    /** A client's name and secret, form-encoded before they are joined (RFC 6749 section 2.3.1). */
    record Basic(String clientId, Secret secret) {
        private String header() {
            String pair = encoded(clientId) + ":" + encoded(secret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends a form; empty where nobody answers in time. */
    Optional<BoundedHttp.Answer> send(String url, Map<String, String> form, Optional<Basic> basic) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.answerTo(client -> {
            var request = client.post(url).contentType(MediaTypes.APPLICATION_FORM_URLENCODED);
            request.header(HeaderNames.ACCEPT, "application/json");
            basic.ifPresent(who -> request.header(HeaderNames.AUTHORIZATION, who.header()));
            return request.submit(body.getBytes(StandardCharsets.UTF_8));
        });
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
