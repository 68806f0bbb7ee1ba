package org.enterprisemcp.mcp.modern;

import java.util.Optional;

/** The headers that came with a message, where the transport has headers. */
@FunctionalInterface
public interface RequestHeaders {

    /** The value of a header, without blanks around it; its name is looked for in any case. */
    Optional<String> value(String name);
}
