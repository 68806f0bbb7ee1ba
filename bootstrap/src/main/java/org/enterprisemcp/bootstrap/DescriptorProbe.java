package org.enterprisemcp.bootstrap;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;

/** Reads one record the way a tool would, and says what came of it. */
final class DescriptorProbe {

    private final PrintWriter out;

    DescriptorProbe(PrintWriter out) {
        this.out = out;
    }

    /** 0 when the record was read. */
    int read(Settings settings, String type, String id) {
        out.println();
        try (Assembly assembly = Assembly.of(settings, Transport.STDIO)) {
            return read(assembly, type, id);
        } catch (ConfigurationException unusable) {
            out.println("problem  " + unusable.safeMessage());
            return 1;
        }
    }

    private int read(Assembly assembly, String type, String id) {
        Clock clock = assembly.clock();
        Instant begin = clock.instant();
        try {
            Answer<UpstreamRecord> answer =
                    assembly.upstream().records().get(scope(assembly), new RecordType(type), new RecordId(id));
            out.println("probe    " + status(answer.facts().status().orElse(0)) + ", "
                    + answer.facts().attempts() + " sent, " + since(begin, clock) + " ms");
            out.println("record   " + Json.of(answer.value().fields()));
            return 0;
        } catch (McpServerException failure) {
            out.println("probe    "
                    + failure.facts().status().stream()
                            .mapToObj(DescriptorProbe::status)
                            .findFirst()
                            .orElse("no answer")
                    + ", " + failure.facts().attempts() + " sent, " + since(begin, clock) + " ms");
            out.println("failure  " + failure.code() + ": " + failure.safeMessage());
            out.println("         " + failure.hint());
            return 1;
        }
    }

    private static CallScope scope(Assembly assembly) {
        Upstream upstream = assembly.upstream();
        Optional<AccountId> account = assembly.config().defaultAccount();
        BaseUrl url = account.flatMap(upstream::baseUrlOf)
                .or(upstream::defaultBaseUrl)
                .orElseThrow(() ->
                        new InvalidConfiguration("UPSTREAM_ACCOUNT_ID", "must name the account whose record is read"));
        Target target = new Target(account, url);
        return new CallScope(
                target,
                Assembly.tokens(assembly.config(), upstream, assembly.clock()).forCaller(Caller.anonymous(), target),
                assembly.clock().instant().plus(upstream.callBudget()));
    }

    private static String status(int status) {
        return "status " + status;
    }

    private static long since(Instant begin, Clock clock) {
        return Duration.between(begin, clock.instant()).toMillis();
    }
}
