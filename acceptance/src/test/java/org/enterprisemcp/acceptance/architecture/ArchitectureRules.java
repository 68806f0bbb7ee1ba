package org.enterprisemcp.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The rules of the house, for a root package: the product's own, or that of the planted mistakes which show that each rule
 * bites.
 *
 * @param root the root package
 */
record ArchitectureRules(String root) {

    private static final List<String> OPENS_CONNECTIONS = List.of(
            "java.net.http.",
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.net.URLStreamHandler",
            "java.nio.channels.",
            "javax.net.",
            "io.helidon.webclient.",
            "org.apache.hc.");

    ArchRule layers_point_inwards() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .layer("domain")
                .definedBy(root + ".domain..")
                .layer("application")
                .definedBy(root + ".application..")
                .layer("upstream")
                .definedBy(root + ".upstream..")
                .layer("mcp")
                .definedBy(root + ".mcp..")
                .layer("oauth")
                .definedBy(root + ".oauth..")
                .layer("store")
                .definedBy(root + ".store..")
                .layer("telemetry")
                .definedBy(root + ".telemetry..")
                .layer("azure")
                .definedBy(root + ".azure..")
                .layer("bootstrap")
                .definedBy(root + ".bootstrap..")
                .layer("testkit")
                .definedBy(root + ".testkit..")
                .layer("sandbox")
                .definedBy(root + ".sandbox..")
                .whereLayer("sandbox")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("testkit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("bootstrap")
                .mayOnlyBeAccessedByLayers("sandbox")
                .whereLayer("mcp")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("oauth")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("azure")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("upstream")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("mcp", "bootstrap")
                .ensureAllClassesAreContainedInArchitecture()
                .because(
                        "dependencies point inwards, adapters meet only in the composition root, and there is no other room");
    }

    ArchRule the_testkit_stands_on_the_domain_alone() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".testkit..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(root + ".testkit..", root + ".domain.."))))
                .because("whoever writes an adapter gets the kit without the house");
    }

    ArchRule the_domain_and_the_application_do_no_input_or_output() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.io..", "java.net", "java.net..", "java.nio", "java.nio..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, System.class)
                .because("use cases are tested without a network, a file or a thread");
    }

    ArchRule the_domain_knows_only_the_jdk() {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".domain..", "java.lang..", "java.util..", "java.time..")
                .because("a port that names a library drags it into every test");
    }

    ArchRule upstreams_do_not_know_each_other() {
        return slices().matching(root + ".upstream.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".upstream.rest"))
                .because("an adapter is replaced by deleting its module");
    }

    ArchRule the_rest_engine_knows_no_upstream() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".upstream.rest")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + ".upstream..").and(not(resideInAPackage(root + ".upstream.rest"))))
                .because("the engine is shared, so it knows none of those who share it");
    }

    ArchRule extensions_open_no_connections() {
        return noClasses()
                .that(describe("extend an upstream's calls, or are part of such a class", this::isExtension))
                .should()
                .dependOnClassesThat(describe(
                        "open connections", type -> OPENS_CONNECTIONS.stream().anyMatch(type.getName()::startsWith)))
                .because("what goes around the engine has no time limit, no redaction, and no guard in front of it");
    }

    /** By name, so that a planted interface stands for the real one. */
    private boolean isExtension(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return extensionPoint(type) || extensionPoint(outermost);
    }

    private boolean extensionPoint(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .map(JavaClass::getName)
                .anyMatch(name -> name.equals(root + ".upstream.rest.RequestCustomizer")
                        || name.equals(root + ".upstream.rest.ResponseClassifier"));
    }

    ArchRule only_the_telemetry_adapter_knows_open_telemetry() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .because("what is observed travels through ports, and costs nothing where nobody looks");
    }

    ArchRule only_the_azure_room_knows_azure() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".azure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.azure..", "com.microsoft..")
                .because("who runs elsewhere loads nothing of it");
    }

    ArchRule packages_are_free_of_cycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one package in two folders");
    }

    ArchRule ports_are_implemented_only_in_adapters() {
        return classes()
                .that()
                .implement(resideInAPackage(root + ".domain.port"))
                .and(describe("are no part of a port", type -> !isPartOfAPort(type)))
                .should()
                .resideInAnyPackage(
                        root + ".upstream..",
                        root + ".oauth..",
                        root + ".mcp..",
                        root + ".store..",
                        root + ".telemetry..",
                        root + ".azure..",
                        root + ".bootstrap..",
                        root + ".testkit..")
                .because("a port implemented inside is not a port");
    }

    /** What a port is to those who look at nothing, and two of a kind as one, stands in the port itself. */
    private boolean isPartOfAPort(JavaClass type) {
        return !type.isTopLevelClass() && type.getPackageName().equals(root + ".domain.port");
    }

    ArchRule domain_types_are_values_ports_or_failures() {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .and()
                .areTopLevelClasses()
                .should()
                .beRecords()
                .orShould()
                .beInterfaces()
                .orShould()
                .beEnums()
                .orShould()
                .beAssignableTo(RuntimeException.class)
                .because("anything else in the domain is a service in hiding");
    }

    ArchRule use_cases_are_final() {
        return classes()
                .that()
                .resideInAPackage(root + ".application..")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotRecords()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("use cases are composed, not inherited");
    }
}
