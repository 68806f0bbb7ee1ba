package org.enterprisemcp.mcp.catalog;

/** A content block of a tool's result or of a prompt's message. */
public sealed interface Content {

    /** Plain text. */
    record Text(String text) implements Content {}

    /**
     * A picture.
     *
     * @param data its bytes in base64
     */
    record Image(String data, String mimeType) implements Content {}

    /**
     * A sound.
     *
     * @param data its bytes in base64
     */
    record Audio(String data, String mimeType) implements Content {}

    /** A resource that is handed over with the result. */
    record EmbeddedResource(ResourceContents resource) implements Content {}

    /** A resource that the client may read if it likes. */
    record ResourceLink(String uri, String name, String description, String mimeType) implements Content {}
}
