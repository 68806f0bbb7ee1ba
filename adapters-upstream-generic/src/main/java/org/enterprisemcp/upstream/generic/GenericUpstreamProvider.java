package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.upstream.rest.EngineOptions;
import org.enterprisemcp.upstream.rest.Extensions;

/**
 * The upstream that a YAML descriptor describes. {@code UPSTREAM_DESCRIPTOR} names a shipped one ({@code generic}, the default) or
 * a file; {@code UPSTREAM_API_BASE_URL} and {@code UPSTREAM_VAR_<NAME>} fit it to a place; the four settings of
 * {@link EngineOptions} bound its calls.
 */
public final class GenericUpstreamProvider implements UpstreamProvider {

    private static final EngineOptions DEFAULTS =
            EngineOptions.defaults(Duration.ofSeconds(10), Duration.ofSeconds(30), 10);

    /** Called by the service loader. */
    public GenericUpstreamProvider() {}

    @Override
    public String name() {
        return "generic";
    }

    /** @throws InvalidConfiguration naming every setting and every line of the descriptor that is unusable */
    @Override
    public Upstream create(Settings settings, Clock clock) {
        return create(settings, clock, Look.ofNobody());
    }

    /** The same for who only looks at it. */
    GenericUpstream create(Settings settings, Clock clock, Look look) {
        List<String> found = new ArrayList<>();
        Optional<Descriptor> descriptor = descriptor(settings, found, look);
        EngineOptions options =
                descriptor.map(it -> it.engine().in(DEFAULTS)).orElse(DEFAULTS).overriddenBy(settings, found);
        Map<String, String> vars = descriptor
                .map(it -> Variables.inForce(it.vars(), settings, found))
                .orElse(Map.of());
        Optional<BaseUrls> urls =
                descriptor.flatMap(it -> BaseUrls.of(baseUrl(it, settings), vars, it.accountPattern(), found));
        Optional<OwnCredential> own =
                descriptor.map(it -> OwnCredential.of(it.auth(), settings, look.secrets(settings), found));
        Extensions extensions = descriptor
                .map(Descriptor::use)
                .map(use -> Extensions.named(use.place(), use.customizer(), use.classifier(), settings, found))
                .orElse(Extensions.none());
        if (descriptor.isEmpty() || urls.isEmpty() || own.isEmpty() || !found.isEmpty()) {
            throw new InvalidConfiguration(List.copyOf(found));
        }
        return new GenericUpstream(
                descriptor.get(), urls.get(), vars, options, own.get(), look.instead(extensions), clock);
    }

    private static Optional<Descriptor> descriptor(Settings settings, List<String> found, Look look) {
        String chosen = settings.value("UPSTREAM_DESCRIPTOR").orElse("generic");
        return DescriptorSource.of(chosen, found).flatMap(source -> {
            Problems problems = new Problems(source.file());
            Optional<Descriptor> descriptor = source.isShipped()
                    ? DescriptorReader.readShipped(source.text(), problems)
                    : DescriptorReader.read(source.text(), problems);
            found.addAll(problems.found());
            problems.warnings().forEach(look::warn);
            return descriptor;
        });
    }

    private static Descriptor.Located baseUrl(Descriptor descriptor, Settings settings) {
        String key = "UPSTREAM_API_BASE_URL";
        return settings.value(key).map(url -> new Descriptor.Located(key, url)).orElse(descriptor.baseUrl());
    }
}
