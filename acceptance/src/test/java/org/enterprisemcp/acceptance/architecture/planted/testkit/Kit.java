package org.enterprisemcp.acceptance.architecture.planted.testkit;

import org.enterprisemcp.acceptance.architecture.planted.upstream.other.Other;

/** Planted: the kit needs the house. */
public class Kit {
    /** Planted. */
    public Other house() {
        return new Other();
    }
}
