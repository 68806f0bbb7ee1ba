package org.enterprisemcp.domain.port;

import java.time.Clock;

/**
 * Tells what an upstream that is described by a file would send, without sending anything. Adapters bring it along, found by the
 * service loader.
 */
public interface UpstreamPlanner {

    /** The value of {@code UPSTREAM_KIND} whose files it reads. */
    String kind();

    /**
     * Reads what the settings name and plans a call for each of its operations. It throws nothing: what is wrong stands in the plan.
     *
     * @param settings the settings, {@code UPSTREAM_DESCRIPTOR} among them
     * @param sample the record type and id to plan with; what is empty there, the planner chooses
     */
    UpstreamPlan plan(Settings settings, PlanSample sample, Clock clock);
}
