package org.enterprisemcp.mcp.catalog;

/** What a resource holds. */
public sealed interface ResourceContents {

    /** Where it was read. */
    String uri();

    /** What it is. */
    String mimeType();

    /** A resource that is text. */
    record Text(String uri, String mimeType, String text) implements ResourceContents {}

    /**
     * A resource that is not.
     *
     * @param blob its bytes in base64
     */
    record Blob(String uri, String mimeType, String blob) implements ResourceContents {}
}
