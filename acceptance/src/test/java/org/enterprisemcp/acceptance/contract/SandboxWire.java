package org.enterprisemcp.acceptance.contract;

import java.util.Map;
import org.enterprisemcp.sandbox.wire.SandboxControl;
import org.enterprisemcp.testkit.contract.FaultyWire;

/** The wire of a sandbox as the contracts want it. */
final class SandboxWire implements FaultyWire {

    private final SandboxControl control;
    private final Map<Aim, Requests> aims;
    private final String credential;

    /**
     * The requests of an operation.
     *
     * @param method the HTTP method
     * @param path how their paths begin
     */
    record Requests(String method, String path) {}

    /**
     * A wire without the faults of an earlier test.
     *
     * @param aims which requests an operation makes
     * @param credential what an upstream that repeats the credential repeats
     */
    SandboxWire(SandboxControl control, Map<Aim, Requests> aims, String credential) {
        this.control = control;
        this.aims = Map.copyOf(aims);
        this.credential = credential;
        control.heal();
        control.clearJournal();
    }

    @Override
    public int requests() {
        return control.journal().size();
    }

    @Override
    public void befall(Aim aim, FaultyWire.Fault fault, int times) {
        Requests requests = aims.get(aim);
        if (requests == null) {
            throw new IllegalArgumentException("nobody said which requests " + aim + " makes");
        }
        control.inject(SandboxFaults.of(fault, requests, times, credential));
    }
}
