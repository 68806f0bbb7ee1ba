package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.enterprisemcp.oauth.key.Opaque;

/** What the user of a browser agreed to before, in a signed cookie of that browser: {@code hash:seconds} for each client. */
final class ConsentMemory {

    private static final String COOKIE = "mcp-agreed";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int MOST = 20;
    private static final int HASH_LENGTH = 22;

    private final Cookies cookies;
    private final Clock clock;

    ConsentMemory(Cookies cookies, Clock clock) {
        this.cookies = cookies;
        this.clock = clock;
    }

    boolean knows(ServerRequest request, Transaction transaction) {
        return entries(request).stream().anyMatch(entry -> entry.startsWith(key(transaction) + ":"));
    }

    void keep(ServerRequest request, ServerResponse response, Transaction transaction) {
        List<String> entries = new ArrayList<>(entries(request).stream()
                .filter(entry -> !entry.startsWith(key(transaction) + ":"))
                .toList());
        entries.add(key(transaction) + ":" + clock.instant().getEpochSecond());
        while (entries.size() > MOST) {
            entries.removeFirst();
        }
        cookies.remember(response, COOKIE, String.join("_", entries), LIFE);
    }

    /** Those that are not too old; the cookie's own life is a browser's affair. */
    private List<String> entries(ServerRequest request) {
        Instant oldest = clock.instant().minus(LIFE);
        return cookies.remembered(request, COOKIE).stream()
                .flatMap(value -> Stream.of(value.split("_(?=[A-Za-z0-9-]{22}:)", -1)))
                .filter(entry -> entry.contains(":"))
                .filter(entry -> Instant.ofEpochSecond(Long.parseLong(entry.substring(entry.indexOf(':') + 1)))
                        .isAfter(oldest))
                .toList();
    }

    /** Agreed was to these scopes too: a client that wants more asks again. */
    private static String key(Transaction transaction) {
        return Opaque.hash(transaction.clientId() + " " + transaction.redirectUri() + " "
                        + String.join(" ", transaction.scopes()))
                .replace('_', '-')
                .substring(0, HASH_LENGTH);
    }
}
