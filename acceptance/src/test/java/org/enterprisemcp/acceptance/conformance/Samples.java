package org.enterprisemcp.acceptance.conformance;

import org.enterprisemcp.mcp.catalog.Content;

/** The smallest picture and the shortest sound there are. */
final class Samples {

    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    static final Content.Image IMAGE = new Content.Image(PNG, "image/png");
    static final Content.Audio AUDIO =
            new Content.Audio("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==", "audio/wav");

    private Samples() {}
}
