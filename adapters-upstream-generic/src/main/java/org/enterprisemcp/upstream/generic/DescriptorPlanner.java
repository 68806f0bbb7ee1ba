package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.PlanSample;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamPlan;
import org.enterprisemcp.domain.port.UpstreamPlanner;
import org.enterprisemcp.upstream.rest.Extensions;

/** Plans the calls of a descriptor: the real upstream is asked, and what it would send is caught before it is sent. */
public final class DescriptorPlanner implements UpstreamPlanner {

    /** Called by the service loader. */
    public DescriptorPlanner() {}

    @Override
    public String kind() {
        return new GenericUpstreamProvider().name();
    }

    @Override
    public UpstreamPlan plan(Settings settings, PlanSample sample, Clock clock) {
        List<String> warnings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        CallCatcher catcher = new CallCatcher();
        try (GenericUpstream upstream = new GenericUpstreamProvider()
                .create(
                        settings,
                        clock,
                        warnings,
                        chosen -> {
                            chosen.customizer()
                                    .ifPresent(it -> notes.add("requests pass through the customizer " + it.name()
                                            + ", which is not asked here"));
                            chosen.classifier()
                                    .ifPresent(it -> notes.add("answers pass through the classifier " + it.name()));
                            return new Extensions(Optional.of(catcher), Optional.empty());
                        },
                        false)) {
            CallTable table = new CallTable(upstream, catcher, settings, sample, clock);
            return new UpstreamPlan(upstream.name(), List.of(), warnings, notes, table.calls());
        } catch (InvalidConfiguration unusable) {
            return new UpstreamPlan("", unusable.problems(), warnings, notes, List.of());
        }
    }
}
