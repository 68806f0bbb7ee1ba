package org.enterprisemcp.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enterprisemcp.domain.port.CallObserver;

/** Keeps everything that it observes. */
public final class RecordingObserver implements CallObserver {

    private final List<Observation> observations = new CopyOnWriteArrayList<>();

    @Override
    public void observed(Observation observation) {
        observations.add(observation);
    }

    /** What was observed so far, oldest first. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }
}
