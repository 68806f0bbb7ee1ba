package org.enterprisemcp.acceptance.architecture.planted.upstream.rest;

import org.enterprisemcp.acceptance.architecture.planted.upstream.generic.Generic;

/** Planted: the engine knows an upstream, and with it makes a cycle. */
public class Engine {
    /** Planted. */
    public Class<?> knows() {
        return Generic.class;
    }
}
