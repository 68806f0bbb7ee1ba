package org.enterprisemcp.bootstrap;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every setting of this server: the one catalogue. {@code .env.example} and {@code docs/configuration.md} are tested against
 * it. An unset key and a blank one are the same.
 */
public enum EnvironmentKey {
    UPSTREAM_KIND("generic", "The upstream adapter: `generic`, `netsuite`, or an added adapter's name."),
    UPSTREAM_DESCRIPTOR("generic", "For kind generic: a shipped descriptor's name or the path of a YAML file."),
    UPSTREAM_API_BASE_URL("", "Where the upstream's API begins; overrides the descriptor's. May hold `{account}`."),
    UPSTREAM_ACCOUNT_ID("", "The account that calls go to when they name none."),
    UPSTREAM_ALLOWED_ACCOUNTS("", "Further accounts that a call may name in `account_id`, separated by commas."),
    UPSTREAM_ALLOWED_BASE_URLS("", "Further base URLs that a call may name in `base_url`, separated by commas."),
    UPSTREAM_CREDENTIAL("static", "Which credential goes upstream: `static`, the one configured below."),
    UPSTREAM_ACCESS_TOKEN(Kind.SECRET, "Static credential: a bearer token."),
    UPSTREAM_API_KEY(Kind.SECRET, "Static credential: an API key."),
    UPSTREAM_API_KEY_HEADER("X-API-Key", "The header that carries the API key."),
    UPSTREAM_USERNAME("", "Static credential: the user name of HTTP basic authentication."),
    UPSTREAM_PASSWORD(Kind.SECRET, "Static credential: the password that goes with the user name."),
    UPSTREAM_OAUTH_CLIENT_ID(
            "",
            "Static credential: the client id by which this server gets a token for itself (client credentials grant)."),
    UPSTREAM_OAUTH_CLIENT_SECRET(Kind.SECRET, "Static credential: the secret that goes with the client id."),
    UPSTREAM_OAUTH_PRIVATE_KEY_FILE(
            "", "Static credential: a PEM file whose key signs an assertion, instead of the secret."),
    UPSTREAM_OAUTH_KEY_ID("", "Static credential: how the upstream knows the certificate of that key."),
    UPSTREAM_OAUTH_TOKEN_URL("", "The upstream's token endpoint, where it is not the adapter's own."),
    UPSTREAM_OAUTH_SCOPES("", "Scopes to ask for, separated by blanks; what the adapter needs when unset."),
    TOKEN_EXPIRY_BUFFER_SECS(
            "300",
            "How long before its end a token counts as expired, in seconds; never more than a fifth of its life."),
    UPSTREAM_TIMEOUT_SECS("", "How long one attempt may take, in seconds; 10 for generic, 60 for netsuite."),
    UPSTREAM_DEADLINE_SECS(
            "",
            "How long one tool call may take in all, retries included, in seconds; at most 195. 30 for generic, 180 for netsuite."),
    UPSTREAM_MAX_CONCURRENCY("", "How many calls run at once per account and process; 10 for generic, 5 for netsuite."),
    UPSTREAM_RETRY_CREATE(
            "safe", "`safe` never repeats a create that may have happened; `seed` repeats it like any other call."),
    UPSTREAM_VAR_("", "`UPSTREAM_VAR_<NAME>` overrides the variable `<name>` of the descriptor."),
    MCP_AUTH_MODE("none", "Who may call: `none`, everybody on this machine (stdio and loopback only)."),
    MCP_TOOLSETS(
            "core",
            "Which tools are offered, as far as the upstream can do it: `core`, `records`, `query`, `workflow`, `bulk`, `all`,"
                    + " or names of tools, separated by commas."),
    MCP_SERVER_NAME("Enterprise MCP", "The server's name for clients and people."),
    MCP_SERVER_BASE_URL("", "The URL under which clients reach this server; `http://127.0.0.1:MCP_PORT` when unset."),
    MCP_TRANSPORT("stdio", "`stdio` or `http`."),
    MCP_HOST("", "The address to listen on; 127.0.0.1 unless the base URL is not loopback."),
    MCP_PORT("8000", "The port to listen on; 0 takes a free one."),
    MCP_ALLOWED_HOSTS("", "Further names that a Host header may carry, separated by commas."),
    MCP_ALLOWED_ORIGINS("", "Origins of browser pages that may call, separated by commas."),
    MCP_MAX_BODY_BYTES("4194304", "The longest message from a client, in bytes."),
    MCP_CONFIG_FILE("", "A YAML file with any of these keys; the environment and `.env` win over it."),
    ADMIN_TOKEN(Kind.SECRET, "What operators send as a bearer token to see their pages; at least 32 characters."),
    ADMIN_OIDC_ISSUER("", "The OpenID provider by which operators sign in with a browser."),
    ADMIN_OIDC_CLIENT_ID("", "Who this server is at that provider."),
    ADMIN_OIDC_CLIENT_SECRET(Kind.SECRET, "The secret that goes with it."),
    DEBUG("false", "`true` switches the pages below `/debug` on, for operators only."),
    LOG_LEVEL("INFO", "`ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`, for this server's own loggers only."),
    LOG_FORMAT("text", "`text` or `json`; logs go to stderr.");

    private enum Kind {
        SECRET
    }

    private final String defaultValue;
    private final String description;
    private final boolean secret;

    EnvironmentKey(String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
        this.secret = false;
    }

    EnvironmentKey(Kind kind, String description) {
        this.defaultValue = "";
        this.description = description;
        this.secret = kind == Kind.SECRET;
    }

    /** The value when nothing is set; empty where there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it is for, in one sentence of Markdown. */
    public String description() {
        return description;
    }

    /** Whether its value must never be shown. */
    public boolean secret() {
        return secret;
    }

    /** Whether it stands for all keys that begin like it. */
    public boolean isPrefix() {
        return name().endsWith("_");
    }

    /** The key of that name, the prefix key for one that begins like it. */
    static Optional<EnvironmentKey> of(String name) {
        return Arrays.stream(values())
                .filter(key -> key.isPrefix()
                        ? name.startsWith(key.name())
                        : key.name().equals(name))
                .findFirst();
    }
}
