package org.enterprisemcp.bootstrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.DateTime;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.enterprisemcp.mcp.catalog.McpCatalog;

/**
 * What a start waits for longest is the first use of a few classes of libraries. A second processor makes it while the first reads the
 * settings. Nothing depends on it: who comes first waits for the other, or makes it himself.
 */
final class HeadStart {

    /** In the order in which the start comes to them. */
    private static final List<Supplier<Object>> FIRST_USES = List.of(
            // Its powers of ten; every JSON parser knows some.
            () -> BigDecimal.TEN,
            // Time zones and calendars, which it knows how to write.
            ObjectMapper::new,
            // The providers of algorithms.
            () -> new SecureRandom().nextInt(),
            McpCatalog::schemaDialect,
            // The web server asks its registry of services how a header becomes a number.
            () -> HeaderValues.create(HeaderNames.CONTENT_LENGTH, "1").get(Integer.class),
            // The head of every answer.
            DateTime::rfc1123String);

    private HeadStart() {}

    /** Begins, and returns at once. */
    static void begin() {
        Thread.ofPlatform().daemon().name("head-start").start(HeadStart::run);
    }

    private static void run() {
        for (Supplier<Object> first : FIRST_USES) {
            Object _ = first.get();
        }
    }
}
