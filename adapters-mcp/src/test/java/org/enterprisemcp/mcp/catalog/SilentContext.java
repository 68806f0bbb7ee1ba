package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The context of a call whose client can nothing and wants to hear nothing. */
final class SilentContext implements CallContext {

    @Override
    public ClientCapabilities client() {
        return ClientCapabilities.none();
    }

    @Override
    public Map<String, ObjectNode> inputs() {
        return Map.of();
    }

    @Override
    public Optional<String> state() {
        return Optional.empty();
    }

    @Override
    public String era() {
        return "modern";
    }

    @Override
    public Optional<TraceContext> trace() {
        return Optional.empty();
    }

    @Override
    public void progress(double done, OptionalDouble total, String message) {}

    @Override
    public void log(LogLevel level, String logger, Object data) {}
}
