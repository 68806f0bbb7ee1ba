package org.enterprisemcp.mcp;

import java.util.Map;
import org.enterprisemcp.domain.token.Caller;

/**
 * A resource, or a family of them, in this server's own words.
 *
 * @param uri where it is read, with {@code {variable}} where a family has a name of its own
 * @param name its name for programs
 * @param title its name for people
 * @param description when to read it
 * @param mimeType what it is
 * @param reader brings its text
 */
record McpResource(String uri, String name, String title, String description, String mimeType, Reader reader) {

    /** Whether it stands for a family. */
    boolean isTemplate() {
        return uri.indexOf('{') >= 0;
    }

    /** Brings the text of a resource; failures are thrown. */
    @FunctionalInterface
    interface Reader {
        /**
         * The text.
         *
         * @param variables the values of the URI's variables, decoded
         */
        String read(Caller caller, Map<String, String> variables);
    }
}
