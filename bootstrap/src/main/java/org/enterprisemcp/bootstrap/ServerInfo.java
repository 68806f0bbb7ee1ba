package org.enterprisemcp.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.domain.port.Settings;

/** What an operator may know of a running instance: names, counts and booleans; of a setting only that it is set. */
final class ServerInfo {

    private final String instance = UUID.randomUUID().toString();
    private final Settings settings;
    private final Assembly assembly;
    private final KeptState state;
    private final Clock clock;
    private final Instant started;

    ServerInfo(Settings settings, Assembly assembly, KeptState state) {
        this.settings = settings;
        this.assembly = assembly;
        this.state = state;
        this.clock = assembly.clock();
        this.started = clock.instant();
    }

    /** The facts by name, in the order in which they are shown. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(instance());
        facts.put("state", state.counts().get());
        facts.put("key_ids", state.keyIds());
        return facts;
    }

    /** The facts for which nothing else is asked, not even the store. */
    Map<String, Object> instance() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("instance_id", instance);
        facts.put("started_at", started.toString());
        facts.put("uptime_seconds", uptime().toSeconds());
        facts.put("version", Version.current());
        facts.put("java", Runtime.version().toString());
        facts.put(
                "upstream",
                Map.of(
                        "kind",
                        assembly.config().upstreamKind(),
                        "name",
                        assembly.upstream().name()));
        facts.put("configuration", configuration());
        facts.put("variables_set", variablesSet());
        return facts;
    }

    /** What is configured, as yes or no. */
    Map<String, Boolean> configuration() {
        ServerConfig config = assembly.config();
        Map<String, Boolean> configuration = new LinkedHashMap<>();
        configuration.put("oauth_proxy", assembly.proxy().isPresent());
        configuration.put("oauth_client", config.oauthClient().isPresent());
        configuration.put("static_credential", config.credential().isPresent());
        configuration.put("default_account", config.defaultAccount().isPresent());
        configuration.put("admin_token", config.operators().adminToken().isPresent());
        configuration.put("admin_login", config.operators().login().isPresent());
        configuration.put("only_this_machine", config.operators().onlyThisMachine());
        return configuration;
    }

    Duration uptime() {
        return Duration.between(started, clock.instant());
    }

    private List<String> variablesSet() {
        return Arrays.stream(EnvironmentKey.values())
                .filter(key -> !settings.value(key.name()).equals(Optional.of(key.defaultValue()))
                        && settings.value(key.name()).isPresent())
                .map(EnvironmentKey::name)
                .toList();
    }
}
