package org.enterprisemcp.mcp.catalog;

/** Something that a client which keeps what it was told would want to know. */
public sealed interface CatalogChange {

    /** A list has other entries than before. */
    enum Listed implements CatalogChange {
        TOOLS,
        PROMPTS,
        RESOURCES
    }

    /** A resource holds something else than before. */
    record Updated(String uri) implements CatalogChange {}
}
