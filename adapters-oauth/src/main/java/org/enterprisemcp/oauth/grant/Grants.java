package org.enterprisemcp.oauth.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.GrantObserver;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.oauth.grant.Grant.Status;
import org.enterprisemcp.oauth.grant.StateSpace.Found;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.upstream.TokenResponse;

/** All grants and the upstream tokens that they own. Every replica sees the same ones. */
public final class Grants {

    /** How long a client may take to fetch what its user agreed to. */
    private static final Duration PENDING = Duration.ofMinutes(10);

    private static final String CHANGED = "grant-changed";

    private final StateStore store;
    private final StateSpace<Grant> grants;
    private final StateSpace<VaultEntry> vault;
    private final GrantOptions options;
    private final GrantObserver observer;
    private final Clock clock;

    /**
     * Grants in a store.
     *
     * @param store whose values are sealed before they leave this process
     * @param observer sees what becomes of them
     */
    public Grants(StateStore store, GrantOptions options, GrantObserver observer, Clock clock) {
        this.store = store;
        this.observer = observer;
        this.grants = new StateSpace<>(store, "grant", Grant.class);
        this.vault = new StateSpace<>(store, "vault", VaultEntry.class);
        this.options = options;
        this.clock = clock;
    }

    /**
     * What a login brought.
     *
     * @param subject the user, under a name that says nothing about the upstream's
     * @param account the upstream account; empty text where there is none
     * @param scopes what the user agreed to
     * @param identity as whom the user is signed in at the upstream
     */
    public record Login(
            String clientId,
            String subject,
            String account,
            List<String> scopes,
            TokenResponse tokens,
            Instant askedAt,
            Map<String, String> identity) {}

    /** Who sees what becomes of them. */
    public GrantObserver observer() {
        return observer;
    }

    /** Keeps a login for the client to fetch; the name of the grant. */
    public String begin(Login login) {
        String id = Opaque.name();
        vault.put(id, VaultEntry.of(login.tokens(), login.askedAt(), login.identity()), PENDING);
        grants.put(
                id,
                new Grant(
                        id,
                        login.clientId(),
                        login.subject(),
                        login.account(),
                        login.scopes(),
                        options.resource(),
                        Status.PENDING,
                        Grant.Rotation.NONE,
                        clock.instant().getEpochSecond()),
                PENDING);
        return id;
    }

    Optional<Grant> find(String id) {
        return grants.find(id).map(Found::value);
    }

    Optional<Found<VaultEntry>> vault(String id) {
        return vault.find(id);
    }

    /** Changes a grant, for as long as it lives from now on. */
    Optional<Grant> change(String id, UnaryOperator<Grant> change) {
        Optional<Grant> changed = grants.change(id, change, this::life);
        changed.ifPresent(_ -> tell(id));
        return changed;
    }

    /** Replaces the upstream's tokens unless somebody was quicker. */
    boolean replace(String id, Found<VaultEntry> read, VaultEntry renewed) {
        boolean replaced =
                find(id).filter(Grant::isGood).isPresent() && vault.replace(id, read, renewed, read.remaining());
        tell(id);
        return replaced;
    }

    /** Lets the upstream's tokens live as long as their grant. */
    void keepVault(Grant grant) {
        vault.change(grant.id(), UnaryOperator.identity(), _ -> life(grant));
    }

    /**
     * Ends a grant and all tokens that descend from it, at once.
     *
     * @return the upstream's tokens, for the upstream to be told; empty when it had ended before
     */
    Optional<VaultEntry> revoke(String id) {
        grants.change(id, grant -> grant.with(Status.REVOKED), this::life);
        Optional<VaultEntry> owned = vault.take(id);
        tell(id);
        return owned;
    }

    /** Hears the name of every grant that changes, wherever it does. */
    void onChange(Consumer<String> listener) {
        store.subscribe(CHANGED, listener);
    }

    Optional<StateStore.Lease> lease(String id, Duration life) {
        return store.lease("refresh:" + id, life);
    }

    private void tell(String id) {
        store.publish(CHANGED, id);
    }

    private Duration life(Grant grant) {
        Duration left = Duration.between(
                clock.instant(), Instant.ofEpochSecond(grant.createdAt()).plus(options.absoluteLifetime()));
        Duration life = left.compareTo(options.idleLifetime()) < 0 ? left : options.idleLifetime();
        return life.isPositive() ? life : Duration.ofSeconds(1);
    }
}
