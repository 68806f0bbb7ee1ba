package org.enterprisemcp.mcp.catalog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.token.Caller;

/**
 * A resource, or a family of them, in this server's own words.
 *
 * @param uri where it is read, with {@code {variable}} between slashes where a family has a name of its own
 * @param name its name for programs
 * @param title its name for people
 * @param description when to read it
 * @param mimeType what it is
 * @param fresh how long a client may keep what it read
 * @param handler brings what it holds
 * @param completer offers values for the variables
 */
public record McpResource(
        String uri,
        String name,
        String title,
        String description,
        String mimeType,
        Duration fresh,
        Handler handler,
        Completer completer) {

    /** A resource that has to be read anew each time. */
    public static McpResource of(String uri, String name, String description, String mimeType, Handler handler) {
        return new McpResource(uri, name, name, description, mimeType, Duration.ZERO, handler, Completer.none());
    }

    /** Whether it stands for a family. */
    public boolean isTemplate() {
        return uri.indexOf('{') >= 0;
    }

    /** The values of its variables in a URI, decoded; empty when the URI is none of it. */
    public Optional<Map<String, String>> variables(String other) {
        String[] pattern = uri.split("/", -1);
        String[] steps = other.split("/", -1);
        if (pattern.length != steps.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < steps.length; i++) {
            if (pattern[i].startsWith("{")) {
                Optional<String> value = decoded(steps[i]);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), value.get());
            } else if (!pattern[i].equals(steps[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** Reads what a URI of it names. */
    public Reply<List<ResourceContents>> read(Caller caller, String wanted, CallContext context) {
        Map<String, String> variables = variables(wanted).orElseThrow(() -> CallRefusal.noSuchResource(wanted));
        return handler.read(caller, new Request(wanted, variables), context);
    }

    private static Optional<String> decoded(String step) {
        try {
            return Optional.of(URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    /**
     * What is to be read.
     *
     * @param uri the URI as the client wrote it
     * @param variables the values of its variables, decoded
     */
    public record Request(String uri, Map<String, String> variables) {

        public Request {
            variables = Map.copyOf(variables);
        }
    }

    /** Brings what a resource holds; failures are thrown. */
    @FunctionalInterface
    public interface Handler {

        /**
         * What it holds.
         *
         * @throws CallRefusal for a resource that does not exist, or cannot be read
         */
        Reply<List<ResourceContents>> read(Caller caller, Request request, CallContext context);
    }
}
