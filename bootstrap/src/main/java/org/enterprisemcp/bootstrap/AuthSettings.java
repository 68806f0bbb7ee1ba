package org.enterprisemcp.bootstrap;

import java.util.Locale;
import java.util.Optional;

/**
 * The two questions of who is who: who may call this server, and with which credential its calls go upstream.
 *
 * @param mode who may call
 * @param credential which credential goes upstream
 */
record AuthSettings(Mode mode, Credential credential) {

    /** Who may call ({@code MCP_AUTH_MODE}). */
    enum Mode {
        /** Who signed in at the upstream, through this server. */
        PROXY,
        /** Everybody on this machine. */
        NONE
    }

    /** What goes upstream ({@code UPSTREAM_CREDENTIAL}). */
    enum Credential {
        /** The caller's own tokens, from the vault of the proxy. */
        GRANT,
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
        Mode mode = wanted.orElseGet(
                () -> credential.map(Credential.GRANT::equals).orElse(client) ? Mode.PROXY : Mode.NONE);
        AuthSettings chosen =
                new AuthSettings(mode, credential.orElse(mode == Mode.PROXY ? Credential.GRANT : Credential.STATIC));
        chosen.problem().ifPresent(problem -> settings.problem(EnvironmentKey.UPSTREAM_CREDENTIAL, problem));
        return chosen;
    }

    private Optional<String> problem() {
        return switch (mode) {
            case PROXY ->
                credential == Credential.GRANT
                        ? Optional.empty()
                        : Optional.of(
                                "MCP_AUTH_MODE=proxy signs users in at the upstream, so calls go there as them: it"
                                        + " must be grant");
            case NONE ->
                credential == Credential.STATIC
                        ? Optional.empty()
                        : Optional.of("grant means the tokens of users who signed in; with MCP_AUTH_MODE=none nobody"
                                + " does. Set MCP_AUTH_MODE=proxy, or UPSTREAM_CREDENTIAL=static");
        };
    }

    private static <E extends Enum<E>> Optional<E> chosen(SettingsReader settings, EnvironmentKey key, Class<E> type) {
        return settings.text(key).map(text -> settings.choice(key, type));
    }

    /** The mode as it is written in the environment. */
    String written() {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
