package org.enterprisemcp.bootstrap.settings;

import java.util.Optional;

/**
 * The two questions of who is who: who may call this server, and with which credential its calls go upstream.
 *
 * @param mode who may call
 * @param credential which credential goes upstream
 */
public record AuthSettings(Mode mode, Credential credential) {

    /** Who may call ({@code MCP_AUTH_MODE}). */
    public enum Mode {
        /** Who signed in at the upstream, through this server. */
        PROXY,
        /** Who brings a token of the company's own issuer. */
        OIDC,
        /** Everybody on this machine. */
        NONE
    }

    /** What goes upstream ({@code UPSTREAM_CREDENTIAL}). */
    public enum Credential {
        /** The caller's own tokens, from the vault of the proxy. */
        GRANT,
        /** A token that the caller's is exchanged for. */
        ON_BEHALF_OF,
        /** One credential for all callers. */
        STATIC
    }

    /** Reads the settings; what is unset follows from what else is there. Problems stay with the reader. */
    static AuthSettings read(SettingsReader settings, Transport transport) {
        Optional<Mode> wanted = chosen(settings, EnvironmentKey.MCP_AUTH_MODE, Mode.class);
        Optional<Credential> credential = chosen(settings, EnvironmentKey.UPSTREAM_CREDENTIAL, Credential.class);
        // Whoever starts a server over stdio is its only user: nobody could sign in.
        if (transport == Transport.STDIO) {
            return new AuthSettings(Mode.NONE, Credential.STATIC);
        }
        boolean client = settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).isPresent();
        boolean exchange = settings.text(EnvironmentKey.OIDC_ON_BEHALF_OF).isPresent();
        Mode mode = wanted.orElseGet(
                () -> credential.map(Credential.GRANT::equals).orElse(client) ? Mode.PROXY : Mode.NONE);
        AuthSettings chosen = new AuthSettings(
                mode,
                credential.orElse(
                        switch (mode) {
                            case PROXY -> Credential.GRANT;
                            case OIDC -> exchange ? Credential.ON_BEHALF_OF : Credential.STATIC;
                            case NONE -> Credential.STATIC;
                        }));
        chosen.problem().ifPresent(problem -> settings.problem(EnvironmentKey.UPSTREAM_CREDENTIAL, problem));
        return chosen;
    }

    /** What is wrong with the pair; empty where it makes sense. */
    private Optional<String> problem() {
        return switch (mode) {
            case PROXY ->
                credential == Credential.GRANT
                        ? Optional.empty()
                        : Optional.of(
                                "MCP_AUTH_MODE=proxy signs users in at the upstream, so calls go there as them: it"
                                        + " must be grant");
            case OIDC ->
                credential == Credential.GRANT
                        ? Optional.of("grant means the tokens of users who signed in through this server; with"
                                + " MCP_AUTH_MODE=oidc they bring a token of their own. Set on-behalf-of to exchange it,"
                                + " static for one credential for all, or MCP_AUTH_MODE=proxy")
                        : Optional.empty();
            case NONE ->
                switch (credential) {
                    case STATIC -> Optional.empty();
                    case GRANT ->
                        Optional.of(
                                "grant means the tokens of users who signed in; with MCP_AUTH_MODE=none nobody does."
                                        + " Set MCP_AUTH_MODE=proxy, or UPSTREAM_CREDENTIAL=static");
                    case ON_BEHALF_OF ->
                        Optional.of("on-behalf-of exchanges the token that a caller brings; with MCP_AUTH_MODE=none"
                                + " nobody does. Set MCP_AUTH_MODE=oidc, or UPSTREAM_CREDENTIAL=static");
                };
        };
    }

    /** Whether callers must show who they are, so that not only this machine can be served. */
    public boolean asksWhoCalls() {
        return mode != Mode.NONE;
    }

    private static <E extends Enum<E>> Optional<E> chosen(SettingsReader settings, EnvironmentKey key, Class<E> type) {
        return settings.text(key).map(text -> settings.choice(key, type));
    }

    /** The mode as it is written in the environment. */
    public String written() {
        return SettingsReader.written(mode);
    }
}
