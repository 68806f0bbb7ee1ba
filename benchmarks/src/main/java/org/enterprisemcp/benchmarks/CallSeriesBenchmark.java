package org.enterprisemcp.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.bootstrap.page.CallSeries;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.token.Caller;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What the charts of the status page cost per call, and per look at them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallSeriesBenchmark {

    private static final List<String> TOOLS =
            List.of("create_record", "get_record", "update_record", "delete_record", "execute_query");

    private final CallSeries series = new CallSeries(Clock.systemUTC());

    /** The calls of one client. */
    @State(Scope.Thread)
    public static class Calls {

        private final List<Observation> calls = TOOLS.stream()
                .map(tool -> new Observation(
                        tool,
                        Caller.anonymous(),
                        Optional.empty(),
                        tool.startsWith("delete") ? Optional.of(ErrorCode.NO_SESSION) : Optional.empty(),
                        CallFacts.none(),
                        Duration.ofMillis(20 + tool.length())))
                .toList();
        private int next;

        Observation next() {
            next = (next + 1) % calls.size();
            return calls.get(next);
        }
    }

    /** A call. */
    @Benchmark
    public void call(Calls calls) {
        series.observed(calls.next());
    }

    /** A call while another thread counts the same tools. */
    @Benchmark
    @Threads(2)
    public void callBesideAnother(Calls calls) {
        series.observed(calls.next());
    }

    /** What is sent to an open page every two seconds. */
    @Benchmark
    public Map<String, Object> look(Calls calls) {
        series.observed(calls.next());
        return series.shown(Optional.empty());
    }
}
