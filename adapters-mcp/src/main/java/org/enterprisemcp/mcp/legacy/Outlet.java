package org.enterprisemcp.mcp.legacy;

/** The way to the client while its call runs. */
@FunctionalInterface
public interface Outlet {

    /** Sends a JSON-RPC request or notification. */
    void send(Object message);

    /** Lets the client's connection go, if it will come back for the rest. */
    default void release() {}
}
