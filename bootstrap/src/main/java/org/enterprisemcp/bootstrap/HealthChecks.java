package org.enterprisemcp.bootstrap;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import io.helidon.health.HealthCheckType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Sealer;

/**
 * What this server asks itself. None of the checks calls the upstream: an outage there is no reason to take this server out of
 * service, still less to restart it.
 *
 * @param all in the order in which they are shown
 */
record HealthChecks(List<HealthCheck> all) {

    static final String REASON = "reason";

    private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

    HealthChecks {
        all = List.copyOf(all);
    }

    static HealthChecks of(Assembly assembly, BooleanSupplier draining) {
        return new HealthChecks(List.of(
                check("accepting", HealthCheckType.READINESS, () -> accepting(draining)),
                new StoreCheck(assembly.store(), STORE_PATIENCE, assembly.clock()),
                keys(assembly.proxy().map(OAuthProxy::keys)),
                // Settings that cannot be used do not get this far.
                check("configuration", HealthCheckType.READINESS, () -> up("every setting was read and can be used")),
                check("threads", HealthCheckType.LIVENESS, HealthChecks::threads)));
    }

    /** Whether all checks of a type are up. */
    boolean up(HealthCheckType type) {
        return all.stream()
                .filter(check -> check.type() == type)
                .allMatch(check -> check.call().status() == Status.UP);
    }

    /** Each check with its state and the reason, in words. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        for (HealthCheck check : all) {
            HealthCheckResponse answer = check.call();
            report.put(
                    check.name(),
                    Map.of(
                            "status",
                            answer.status().name(),
                            REASON,
                            answer.details().getOrDefault(REASON, "")));
        }
        return report;
    }

    /** Whether what is sealed with the current key can be opened again. */
    static HealthCheck keys(Optional<KeyRing> keys) {
        Optional<Sealer> sealer = keys.map(ring -> new Sealer(ring, KeyPurpose.VAULT));
        return check(
                "keys",
                HealthCheckType.READINESS,
                () -> sealer.map(HealthChecks::sealsAndOpens).orElseGet(() -> up("no keys are in use")));
    }

    private static HealthCheckResponse sealsAndOpens(Sealer sealer) {
        return sealer.open("health", sealer.seal("health", "health")).equals(Optional.of("health"))
                ? up("what is sealed can be opened")
                : down("what is sealed cannot be opened again");
    }

    private static HealthCheckResponse accepting(BooleanSupplier draining) {
        return draining.getAsBoolean() ? down("the server is stopping") : up("calls are welcome");
    }

    private static HealthCheckResponse threads() {
        return ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null
                ? up("no platform threads wait for each other")
                : down("platform threads wait for each other; only a restart helps");
    }

    private static HealthCheck check(String name, HealthCheckType type, Supplier<HealthCheckResponse> answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public HealthCheckType type() {
                return type;
            }

            @Override
            public HealthCheckResponse call() {
                return answer.get();
            }
        };
    }

    static HealthCheckResponse up(String reason) {
        return answer(Status.UP, reason);
    }

    static HealthCheckResponse down(String reason) {
        return answer(Status.DOWN, reason);
    }

    private static HealthCheckResponse answer(Status status, String reason) {
        return HealthCheckResponse.builder()
                .status(status)
                .detail(REASON, reason)
                .build();
    }
}
