package org.enterprisemcp.acceptance.architecture.planted.upstream.rest;

/** Planted: stands for the extension point of the engine. */
public interface RequestCustomizer {
    /** Planted. */
    String customize(String request);
}
