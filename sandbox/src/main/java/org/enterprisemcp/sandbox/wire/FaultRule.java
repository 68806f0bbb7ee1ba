package org.enterprisemcp.sandbox.wire;

import java.util.Random;

/** A fault with its dice and with how often it may still happen. */
final class FaultRule {

    private final Fault fault;
    private final Random dice;
    private int left;

    FaultRule(Fault fault) {
        this.fault = fault;
        this.dice = new Random(fault.odds().seed());
        this.left = fault.odds().times();
    }

    Fault fault() {
        return fault;
    }

    int left() {
        return left;
    }

    /** Whether it befalls this request; then it is used up by one. */
    boolean strikes(String method, Face.Place place) {
        if (!fault.aim().hits(method, place)
                || dice.nextDouble() >= fault.odds().probability()) {
            return false;
        }
        left--;
        return true;
    }
}
