package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.testkit.contract.HostileNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shipped is right in every way that a descriptor can be wrong: at a start its shape is not judged again. */
class ShippedDescriptorsTest {

    static Stream<String> shipped() {
        return DescriptorSource.SHIPPED.stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void hasNoProblemAndNoWarning(String name) {
        Problems problems = new Problems(name);
        DescriptorReader.read(text(name), problems);

        assertThat(problems.found()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void letsNoHostileIdThrough(String name) {
        Names names = descriptor(name).names();

        assertThat(HostileNames.ALL)
                .noneMatch(names.ids()::allows)
                .noneMatch(names.keys()::allows)
                .noneMatch(names::allowsType);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void tellsAnAssistantWhatToKnow(String name) {
        Descriptor descriptor = descriptor(name);
        UpstreamGuide guide = descriptor.guide();

        assertThat(guide.title()).isNotEqualTo(name);
        assertThat(guide.queryNotes()).isNotEmpty();
        assertThat(guide.queryExamples()).isNotEmpty();
        assertThat(guide.accountNotes().isEmpty())
                .isEqualTo(!descriptor.baseUrl().text().contains("{account}"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void holdsNoSecret(String name) {
        assertThat(descriptor(name).auth().also())
                .allSatisfy(further -> assertThat(further.secret()).isPresent());
    }

    private static Descriptor descriptor(String name) {
        return DescriptorReader.readShipped(text(name), new Problems(name)).orElseThrow();
    }

    private static String text(String name) {
        Optional<DescriptorSource> source = DescriptorSource.of(name, new ArrayList<>());
        assertThat(source.orElseThrow().isShipped()).isTrue();
        return source.get().text();
    }
}
