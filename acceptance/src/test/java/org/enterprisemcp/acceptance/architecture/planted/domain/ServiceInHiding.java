package org.enterprisemcp.acceptance.architecture.planted.domain;

import java.io.File;
import org.slf4j.Logger;

/** Planted: a plain class in the domain that touches a file, a library and a thread. */
public class ServiceInHiding {
    /** Planted. */
    public String work(Logger log) {
        log.info("{}", new File(".").getName());
        return Thread.currentThread().getName();
    }
}
