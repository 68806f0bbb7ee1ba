package org.enterprisemcp.acceptance.architecture.planted.domain.port;

/** A port that the mistakes implement. */
public interface PlantedPort {
    /** Nothing. */
    void call();
}
