package org.enterprisemcp.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.logging.LogManager;

/**
 * Habits that a rule can hold, for a root package.
 *
 * @param root the root package
 */
record CodingRules(String root) {

    /** The classes that a person talks to on a terminal, and the one that speaks the protocol. */
    private static final Set<String> PRINTERS =
            Set.of("bootstrap.Main", "sandbox.Demo", "testkit.scaffold.NewAdapter", "mcp.transport.StdioTransport");

    ArchRule only_bootstrap_reads_the_environment() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".bootstrap..")
                .should()
                .callMethodWhere(target(isCall(System.class, "getenv", "getProperty", "getProperties")))
                .orShould()
                .callMethodWhere(target(isCall(Integer.class, "getInteger")))
                .orShould()
                .callMethodWhere(target(isCall(Long.class, "getLong")))
                .orShould()
                .callMethodWhere(target(isCall(Boolean.class, "getBoolean")))
                .because("configuration arrives through constructors");
    }

    ArchRule standard_out_belongs_to_the_protocol_and_to_the_command_line() {
        return noClasses()
                .that(describe("do not talk to a person or speak the protocol", this::doesNotPrint))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .callMethodWhere(target(isCall(Throwable.class, "printStackTrace")))
                .because("a stray byte on stdout corrupts the JSON-RPC stream");
    }

    ArchRule time_comes_from_a_clock() {
        return noClasses()
                .should()
                .callMethodWhere(target(describe(
                        "now() without a clock",
                        access -> access.getOwner().getPackageName().startsWith("java.time")
                                && access.getName().equals("now")
                                && !access.getFullName().contains(Clock.class.getName()))))
                .orShould()
                .callMethodWhere(target(isCall(System.class, "currentTimeMillis", "nanoTime")))
                .orShould()
                .callMethodWhere(target(isCall(Thread.class, "sleep")))
                .orShould()
                .callConstructor(Date.class)
                .because("expiry is tested by moving a clock, not by sleeping");
    }

    ArchRule clocks_are_made_by_the_composition_root() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".bootstrap..", root + ".sandbox..")
                .should()
                .callMethodWhere(target(isCall(Clock.class, "systemUTC", "systemDefaultZone", "system")))
                .because("whoever makes its own clock cannot be tested with another");
    }

    ArchRule logging_is_configured_by_bootstrap() {
        return noClasses()
                .that()
                // The contracts listen to what adapters log, in tests only.
                .resideOutsideOfPackages(root + ".bootstrap..", root + ".testkit.contract")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(LogManager.class)
                .orShould()
                .callMethodWhere(target(isCall(java.util.logging.Logger.class, "setLevel", "addHandler")))
                .because("a library that is made to talk prints tokens");
    }

    ArchRule nobody_throws_a_failure_without_a_name() {
        return NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because("what has no name cannot be translated at the edge");
    }

    ArchRule nobody_keeps_an_identity_in_a_thread() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang")
                        .and(describe("are thread-locals", type -> type.isAssignableTo(ThreadLocal.class))))
                .because("a caller in a thread-local becomes another caller on the next request");
    }

    private boolean doesNotPrint(JavaClass type) {
        return !PRINTERS.contains(
                type.getName().substring(Math.min(type.getName().length(), root.length() + 1)));
    }

    private static DescribedPredicate<AccessTarget> isCall(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                owner.getSimpleName() + "." + String.join("/", names),
                access -> access.getOwner().isAssignableTo(owner) && wanted.contains(access.getName()));
    }
}
