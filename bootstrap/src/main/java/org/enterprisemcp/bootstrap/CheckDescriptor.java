package org.enterprisemcp.bootstrap;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.enterprisemcp.bootstrap.log.Logging;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.port.PlanSample;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamPlan;
import org.enterprisemcp.domain.port.UpstreamPlan.PlannedCall;
import org.enterprisemcp.domain.port.UpstreamPlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-descriptor FILE|NAME}: what a descriptor makes of each tool, and what is wrong with it. */
@Command(
        name = "check-descriptor",
        description = "Prints what a descriptor would send, without a network, and everything that is wrong with it.",
        mixinStandardHelpOptions = true)
final class CheckDescriptor implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE|NAME", description = "A descriptor's file, or the name of a shipped one.")
    private String descriptor = "";

    @Option(names = "--probe", description = "Reads one record with the credential of the settings.")
    private boolean probe;

    @Option(names = "--type", description = "The record type to show, and to read with --probe.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--id", description = "The record id to show, and to read with --probe.")
    private Optional<String> id = Optional.empty();

    private final Supplier<Environment> environment;

    /** Called by the parser. */
    CheckDescriptor() {
        this(() -> Environment.ofProcess(Path.of("")));
    }

    /** @param environment where the settings come from */
    CheckDescriptor(Supplier<Environment> environment) {
        this.environment = environment;
    }

    /** 0 when the descriptor is usable and the probe, where asked for, read a record; 1 when not; 2 for a wrong command line. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (probe && (type.isEmpty() || id.isEmpty())) {
            spec.commandLine().getErr().println("--probe reads one record: name it by --type and --id.");
            return 2;
        }
        try {
            Environment settings = environment.get();
            Logging.configure(settings);
            return examine(settings.withSecrets(), Clock.systemUTC(), out);
        } catch (ConfigurationException unusable) {
            out.println("problem  " + unusable.safeMessage());
            return 1;
        }
    }

    private int examine(Settings given, Clock clock, PrintWriter out) {
        UpstreamPlanner planner = ServiceLoader.load(UpstreamPlanner.class)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException.InvalidConfiguration(
                        "UPSTREAM_KIND", "no adapter on the class path reads descriptors"));
        Map<String, String> chosen =
                new HashMap<>(Map.of("UPSTREAM_KIND", planner.kind(), "UPSTREAM_DESCRIPTOR", descriptor));
        Settings settings = name -> Optional.ofNullable(chosen.get(name)).or(() -> given.value(name));
        UpstreamPlan plan = planner.plan(settings, new PlanSample(type, id), clock);
        print(plan, out);
        if (!plan.problems().isEmpty()) {
            return 1;
        }
        return probe ? new DescriptorProbe(out).read(settings, type.orElse(""), id.orElse("")) : 0;
    }

    private void print(UpstreamPlan plan, PrintWriter out) {
        plan.problems().forEach(problem -> out.println("problem  " + problem));
        plan.warnings().forEach(warning -> out.println("warning  " + warning));
        if (!plan.problems().isEmpty()) {
            out.println(descriptor + " cannot be used: " + plan.problems().size()
                    + (plan.problems().size() == 1 ? " problem." : " problems."));
            return;
        }
        plan.notes().forEach(note -> out.println("note     " + note));
        for (PlannedCall call : plan.calls()) {
            out.println();
            print(call, out);
        }
        out.println();
        out.println(plan.name() + " can be used"
                + (plan.warnings().isEmpty()
                        ? "."
                        : "; see the warnings (" + plan.warnings().size() + ")."));
        if (!probe) {
            out.println("Nothing was sent. With --probe --type TYPE --id ID one record is read.");
        }
    }

    private static void print(PlannedCall call, PrintWriter out) {
        if (call.method().isEmpty()) {
            out.println(call.operation());
        } else {
            out.println(call.operation() + "  " + call.method() + " " + call.url());
            new TreeMap<>(call.headers()).forEach((name, value) -> line("header", name + ": " + value, out));
            call.body().ifPresent(body -> line(call.form() ? "form" : "body", Json.of(body), out));
            line("success", call.success(), out);
            line("repeated", call.repeated(), out);
        }
        List<String> notes = call.notes();
        notes.forEach(note -> line("note", note, out));
    }

    private static void line(String name, String value, PrintWriter out) {
        out.println("  " + name + " ".repeat(10 - name.length()) + value);
    }
}
