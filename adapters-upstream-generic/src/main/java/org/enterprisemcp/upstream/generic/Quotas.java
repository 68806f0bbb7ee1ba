package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestEngine;

/** What each account was told last about its quota. */
final class Quotas {

    private static final int MOST = 1_000;

    private final Throttle throttle;
    private final RestEngine engine;
    private final Clock clock;
    private final Map<Target, Throttle.Quota> told = new LinkedHashMap<>();

    Quotas(Throttle throttle, RestEngine engine, Clock clock) {
        this.throttle = throttle;
        this.engine = engine;
        this.clock = clock;
    }

    void note(Target target, RestAnswer answer) {
        if (!throttle.tellsQuota()) {
            return;
        }
        Throttle.Quota quota = throttle.quota(answer);
        if (quota.remaining().filter(left -> left == 0).isPresent()) {
            // The next call would be refused, and some vendors lengthen the wait for those who go on.
            throttle.reset()
                    .flatMap(time -> time.in(answer, clock.instant()))
                    .filter(wait -> !wait.isNegative())
                    .ifPresent(wait -> engine.holdBack(target, wait));
        }
        if (quota.remaining().isPresent() || quota.limit().isPresent()) {
            synchronized (told) {
                told.remove(target);
                told.put(target, quota);
                if (told.size() > MOST) {
                    told.remove(told.keySet().iterator().next());
                }
            }
        }
    }

    Optional<Throttle.Quota> of(Target target) {
        synchronized (told) {
            return Optional.ofNullable(told.get(target));
        }
    }
}
