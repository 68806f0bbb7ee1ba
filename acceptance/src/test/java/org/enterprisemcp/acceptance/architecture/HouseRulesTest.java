package org.enterprisemcp.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds in the house, and every rule bites where a mistake was planted for it. */
class HouseRulesTest {

    private static final String PLANTED = "org.enterprisemcp.acceptance.architecture.planted";
    private static final JavaClasses HOUSE = House.classes();
    private static final JavaClasses MISTAKES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void everyRoomWasImported() {
        for (String room : House.ROOMS) {
            assertThat(HOUSE.stream().filter(type -> (type.getPackageName() + ".").startsWith(room + ".")))
                    .as(room)
                    .isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> holdsInTheHouse() {
        return rules(House.ROOT).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> bitesWhereAMistakeWasPlanted() {
        return rules(PLANTED).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThatThrownBy(() -> rule.getValue().check(MISTAKES))
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("was violated")));
    }

    private static Map<String, ArchRule> rules(String root) {
        ArchitectureRules architecture = new ArchitectureRules(root);
        CodingRules coding = new CodingRules(root);
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("layers point inwards", architecture.layers_point_inwards());
        rules.put("the testkit stands on the domain alone", architecture.the_testkit_stands_on_the_domain_alone());
        rules.put("no input or output inside", architecture.the_domain_and_the_application_do_no_input_or_output());
        rules.put("the domain knows only the JDK", architecture.the_domain_knows_only_the_jdk());
        rules.put("upstreams do not know each other", architecture.upstreams_do_not_know_each_other());
        rules.put("the REST engine knows no upstream", architecture.the_rest_engine_knows_no_upstream());
        rules.put("extensions open no connections", architecture.extensions_open_no_connections());
        rules.put(
                "only the telemetry adapter knows OpenTelemetry",
                architecture.only_the_telemetry_adapter_knows_open_telemetry());
        rules.put("only the Azure room knows Azure", architecture.only_the_azure_room_knows_azure());
        rules.put("packages are free of cycles", architecture.packages_are_free_of_cycles());
        rules.put("ports are implemented only in adapters", architecture.ports_are_implemented_only_in_adapters());
        rules.put(
                "domain types are values, ports or failures", architecture.domain_types_are_values_ports_or_failures());
        rules.put("use cases are final", architecture.use_cases_are_final());
        rules.put("only bootstrap reads the environment", coding.only_bootstrap_reads_the_environment());
        rules.put("stdout", coding.standard_out_belongs_to_the_protocol_and_to_the_command_line());
        rules.put("time comes from a clock", coding.time_comes_from_a_clock());
        rules.put("clocks are made by the composition root", coding.clocks_are_made_by_the_composition_root());
        rules.put("logging is configured by bootstrap", coding.logging_is_configured_by_bootstrap());
        rules.put("no failure without a name", coding.nobody_throws_a_failure_without_a_name());
        rules.put("no identity in a thread", coding.nobody_keeps_an_identity_in_a_thread());
        return rules;
    }
}
