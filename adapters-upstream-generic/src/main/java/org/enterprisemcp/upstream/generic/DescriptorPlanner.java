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
        Planning planning = new Planning();
        try (GenericUpstream upstream = new GenericUpstreamProvider().create(settings, clock, planning)) {
            CallTable table = new CallTable(upstream, planning.catcher, settings, sample, clock);
            return new UpstreamPlan(upstream.name(), List.of(), planning.warnings, planning.notes, table.calls());
        } catch (InvalidConfiguration unusable) {
            return new UpstreamPlan("", unusable.problems(), planning.warnings, planning.notes, List.of());
        }
    }

    /** Puts the catcher in front of the wire, and a mask where a secret is not set: to look at calls nobody needs one. */
    private static final class Planning implements Look {

        private final List<String> warnings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final CallCatcher catcher = new CallCatcher();

        @Override
        public void warn(String warning) {
            warnings.add(warning);
        }

        @Override
        public Settings secrets(Settings settings) {
            return name -> settings.value(name).or(() -> {
                notes.add(name + " is not set; the server would not start without it");
                return Optional.of(CallTable.MASK);
            });
        }

        @Override
        public Extensions instead(Extensions chosen) {
            chosen.customizer()
                    .ifPresent(it -> notes.add(
                            "requests pass through the customizer " + it.name() + ", which is not asked here"));
            chosen.classifier().ifPresent(it -> notes.add("answers pass through the classifier " + it.name()));
            return new Extensions(Optional.of(catcher), Optional.empty());
        }
    }
}
