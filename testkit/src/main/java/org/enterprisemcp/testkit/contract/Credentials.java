package org.enterprisemcp.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.token.UpstreamToken;

/** Whether anything that a failure shows gives a credential away. */
final class Credentials {

    private Credentials() {}

    static boolean areHiddenIn(McpServerException failure, UpstreamToken token) {
        String shown = failure + " " + failure.safeMessage() + " " + failure.hint() + " " + failure.facts() + " "
                + failure.toMap();
        return in(token).stream().noneMatch(shown::contains);
    }

    /** What of a token nobody may see. */
    static List<String> in(UpstreamToken token) {
        return switch (token) {
            case UpstreamToken.Bearer bearer -> List.of(bearer.token().reveal());
            case UpstreamToken.ApiKey key -> List.of(key.key().reveal());
            case UpstreamToken.Basic basic -> List.of(basic.password().reveal(), encoded(basic));
            case UpstreamToken.Anonymous _ -> List.of();
        };
    }

    private static String encoded(UpstreamToken.Basic basic) {
        String pair = basic.username() + ":" + basic.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
