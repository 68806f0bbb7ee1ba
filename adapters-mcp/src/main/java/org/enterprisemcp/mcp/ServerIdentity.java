package org.enterprisemcp.mcp;

import java.util.Objects;

/**
 * Who this server says it is ({@code serverInfo} of the initialize result).
 *
 * @param name its name for people: {@code Enterprise MCP}
 * @param version its version
 */
public record ServerIdentity(String name, String version) {

    public ServerIdentity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
    }
}
