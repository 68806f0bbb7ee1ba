package org.enterprisemcp.acceptance.architecture.planted.application;

import org.enterprisemcp.acceptance.architecture.planted.domain.port.PlantedPort;
import org.enterprisemcp.acceptance.architecture.planted.upstream.rest.Engine;

/** Planted: a use case that is not final, implements a port and knows an adapter. */
public class OpenUseCase implements PlantedPort {
    @Override
    public void call() {
        new Engine().knows();
    }
}
