package org.enterprisemcp.acceptance.architecture.planted.upstream.generic;

import org.enterprisemcp.acceptance.architecture.planted.upstream.other.Other;
import org.enterprisemcp.acceptance.architecture.planted.upstream.rest.Engine;

/** Planted: one upstream builds on another. */
public class Generic extends Other {
    /** Planted. */
    public Engine engine() {
        return new Engine();
    }
}
