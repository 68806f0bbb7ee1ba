package org.enterprisemcp.acceptance.conformance;

/**
 * What a suite says about one demand.
 *
 * @param status SUCCESS, FAILURE, WARNING, SKIPPED or INFO
 * @param message why, or empty
 */
record Check(String id, String status, String message) {

    boolean is(String wanted) {
        return status.equals(wanted);
    }
}
