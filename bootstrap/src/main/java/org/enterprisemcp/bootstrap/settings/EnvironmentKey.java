package org.enterprisemcp.bootstrap.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every setting of this server: the one catalogue. {@code .env.example} and {@code docs/configuration.md} are tested against
 * it. An unset key and a blank one are the same.
 */
public enum EnvironmentKey {
    UPSTREAM_KIND("generic", "The upstream adapter: `generic`, `netsuite`, or an added adapter's name."),
    MCP_ADAPTERS_DIR(
            "",
            "A folder whose jars are added to the server: adapters of your own, with the libraries that the server does not"
                    + " bring."),
    UPSTREAM_DESCRIPTOR("generic", "For kind generic: a shipped descriptor's name or the path of a YAML file."),
    UPSTREAM_API_BASE_URL("", "Where the upstream's API begins; overrides the descriptor's. May hold `{account}`."),
    UPSTREAM_ACCOUNT_ID("", "The account that calls go to when they name none."),
    UPSTREAM_ALLOWED_ACCOUNTS("", "Further accounts that a call may name in `account_id`, separated by commas."),
    UPSTREAM_ALLOWED_BASE_URLS("", "Further base URLs that a call may name in `base_url`, separated by commas."),
    UPSTREAM_CREDENTIAL(
            "",
            "Which credential goes upstream: `grant`, the tokens of the user who signed in (with `proxy`), `on-behalf-of`, what"
                    + " the caller's token is exchanged for (with `oidc`), or `static`, the one configured below. Unset, it"
                    + " follows from MCP_AUTH_MODE."),
    UPSTREAM_ACCESS_TOKEN(Kind.SECRET, "Static credential: a bearer token."),
    UPSTREAM_API_KEY(Kind.SECRET, "Static credential: an API key."),
    UPSTREAM_API_KEY_HEADER("X-API-Key", "The header that carries the API key."),
    UPSTREAM_USERNAME("", "Static credential: the user name of HTTP basic authentication."),
    UPSTREAM_PASSWORD(Kind.SECRET, "Static credential: the password that goes with the user name."),
    UPSTREAM_OAUTH_CLIENT_ID(
            "",
            "This server's client id at the upstream. With UPSTREAM_CREDENTIAL=grant users sign in through it, with `static`"
                    + " the server gets one token for all (client credentials grant)."),
    UPSTREAM_OAUTH_CLIENT_SECRET(Kind.SECRET, "The secret that goes with the client id."),
    UPSTREAM_OAUTH_CLIENT_AUTH(
            "",
            "How the secret is sent: `basic`, `post`, or `none` for a client without one. Unset: what the preset or"
                    + " descriptor says, else `basic`."),
    UPSTREAM_OAUTH_PRIVATE_KEY_FILE("", "A PEM file whose key signs an assertion, instead of the secret."),
    UPSTREAM_OAUTH_KEY_ID("", "Static credential: how the upstream knows the certificate of that key."),
    UPSTREAM_OAUTH_PRESET(
            "",
            "Where users sign in, as a shipped block: `entra` (with UPSTREAM_VAR_TENANT), `keycloak` (with"
                    + " UPSTREAM_OAUTH_ISSUER), `salesforce`, or `generic`, whatever UPSTREAM_OAUTH_ISSUER publishes. Unset:"
                    + " what the adapter or descriptor says."),
    UPSTREAM_OAUTH_ISSUER(
            "",
            "The issuer of the upstream's tokens. What it publishes (OpenID Connect Discovery, RFC 8414) tells the endpoints"
                    + " that are not set here."),
    UPSTREAM_OAUTH_AUTHORIZE_URL("", "Where users sign in at the upstream, where it is not the adapter's own."),
    UPSTREAM_OAUTH_TOKEN_URL("", "The upstream's token endpoint, where it is not the adapter's own."),
    UPSTREAM_OAUTH_REVOKE_URL("", "The upstream's revocation endpoint, where it is not the adapter's own."),
    UPSTREAM_OAUTH_JWKS_URL("", "Where the keys of the upstream's authorization server stand."),
    UPSTREAM_OAUTH_INTROSPECTION_URL("", "Where the upstream's tokens are looked at (RFC 7662)."),
    UPSTREAM_OAUTH_VERIFY(
            "",
            "What is checked of a login's tokens: `none`, `id_token` by the issuer's keys, `jwks`, the access token, a JWT, by"
                    + " them, or `introspection`. Unset: `id_token` where the scope openid is asked for, else `none`."),
    UPSTREAM_OAUTH_REQUIRED_SCOPES("", "Scopes that the upstream must have given, separated by blanks or commas."),
    UPSTREAM_OAUTH_PKCE("on", "`on` binds codes of the upstream to this server (S256); `off` for one that refuses it."),
    UPSTREAM_OAUTH_EXTRA_AUTHORIZE_PARAMS(
            "", "Further parameters of the login at the upstream, like a query: `access_type=offline&prompt=consent`."),
    UPSTREAM_OAUTH_EXTRA_TOKEN_PARAMS("", "Further parameters of token requests, like a query."),
    UPSTREAM_OAUTH_FORWARD_RESOURCE(
            "false", "`true` tells the upstream the resource (RFC 8707); most refuse what they do not know."),
    UPSTREAM_OAUTH_DEFAULT_TTL_SECS(
            "0",
            "How long upstream tokens are good whose server does not say it, in seconds; 0: an hour with a refresh token, a"
                    + " day without."),
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
            "",
            "`safe` never repeats a create that may have happened; `seed` repeats it like any other call. Unset: as the descriptor says, else `safe`."),
    UPSTREAM_VAR_("", "`UPSTREAM_VAR_<NAME>` overrides the variable `<name>` of the descriptor."),
    MCP_AUTH_MODE(
            "",
            "Who may call: `proxy`, who signed in at the upstream through this server, `oidc`, who brings a token of the"
                    + " company's own issuer, or `none`, everybody on this machine (stdio and loopback only). Unset: proxy over"
                    + " HTTP where UPSTREAM_OAUTH_CLIENT_ID is set and UPSTREAM_CREDENTIAL is not static, else none."),
    OIDC_ISSUER("", "With `oidc`: the issuer whose tokens are good here, spelled as its tokens spell it."),
    OIDC_AUDIENCE(
            "",
            "With `oidc`: what tokens must be for; the first must be there, the others may be. Unset: the URL of the MCP"
                    + " endpoint."),
    OIDC_JWKS_URL("", "With `oidc`: where the issuer's keys stand, where it does not publish that."),
    OIDC_SCOPES("", "With `oidc`: scopes of the issuer that clients are told to ask for, separated by blanks."),
    OIDC_DEFAULT_SCOPES(
            "mcp:read",
            "With `oidc`: what a token allows that names none of mcp:read, mcp:write and mcp:delete in scope, scp or roles."),
    OIDC_ON_BEHALF_OF(
            "",
            "With UPSTREAM_CREDENTIAL=on-behalf-of: how callers' tokens are exchanged, `entra` (RFC 7523 as Microsoft Entra"
                    + " ID wants it) or `rfc8693`."),
    MCP_JWT_SIGNING_KEY(
            Kind.SECRET,
            "Signs access tokens and seals what is kept: one or more secrets of at least 32 random characters, separated by"
                    + " commas, the newest first."),
    MCP_ALLOW_EPHEMERAL_KEY("false", "`true` lets a server without that key start under a public URL; for trials."),
    MCP_OAUTH_ISSUER("", "The issuer that clients see; the base URL when unset."),
    MCP_OAUTH_CONSENT(
            "always",
            "When users are asked whether a client may act for them: `always`, `remember` (30 days, per browser), `external`"
                    + " (the upstream asks), `off` (loopback only)."),
    MCP_OAUTH_ALLOWED_REDIRECT_URIS(
            "",
            "Where clients may be sent back to, besides having registered it: URIs or origins, separated by commas."),
    MCP_OAUTH_CLIENTS(
            "", "Clients that need not register: a JSON array of `client_id`, `client_name`, `redirect_uris`."),
    MCP_OAUTH_CLIENT_EPOCH("0", "Another number makes the ids of all registered clients invalid."),
    MCP_OAUTH_REFRESH_GRACE_SECS(
            "30", "How long a refresh token that was just replaced brings the same answer again, in seconds; 0 to 60."),
    TOKEN_CACHE_ENABLED("true", "`false` looks at every token and grant anew for every call."),
    TOKEN_CACHE_MAX_SIZE("10000", "How many tokens and grants are remembered between calls."),
    MCP_TOOLSETS(
            "core",
            "Which tools are offered, as far as the upstream can do it: `core`, `records`, `query`, `workflow`, `bulk`, `all`,"
                    + " or names of tools, separated by commas."),
    MCP_TOOLS_FILE(
            "",
            "A YAML file of typed tools, such as `create_customer`: each one an operation of the upstream with a name, a"
                    + " schema and fields of its own. It may hide the generic tools."),
    MCP_SERVER_NAME("Enterprise MCP", "The server's name for clients and people."),
    MCP_SERVER_BASE_URL("", "The URL under which clients reach this server; `http://127.0.0.1:MCP_PORT` when unset."),
    MCP_TRANSPORT(
            "stdio", "`stdio`, `http`, or `sse`: `http` for clients of 2024-11-05 too, at `/sse` and `/messages`."),
    MCP_SSE_ENABLED("false", "`true` serves `/sse` and `/messages` with `http` as well."),
    MCP_HOST("", "The address to listen on; 127.0.0.1 unless the base URL is not loopback."),
    MCP_PORT("8000", "The port to listen on; 0 takes a free one."),
    MCP_ALLOWED_HOSTS("", "Further names that a Host header may carry, separated by commas."),
    MCP_ALLOWED_ORIGINS("", "Origins of browser pages that may call, separated by commas."),
    MCP_TRUSTED_PROXIES(
            "",
            "Proxies that are believed when they tell the client's address (`Forwarded`, `X-Forwarded-For`): addresses and"
                    + " ranges like `10.0.0.0/8`, separated by commas. No URL is ever taken from them."),
    MCP_MAX_BODY_BYTES("4194304", "The longest message from a client, in bytes."),
    MCP_SHUTDOWN_DELAY_SECS(
            "",
            "How long a server that is told to stop still takes calls, until balancers have turned away, in seconds; at most"
                    + " 15. Unset: 3, or 0 where it listens on loopback."),
    MCP_CONFIG_FILE("", "A YAML file with any of these keys; the environment and `.env` win over it."),
    AZURE_CLIENT_ID(
            "",
            "With values of the form `keyvault:https://…/secrets/NAME`, which any setting may have: the client id of the"
                    + " user-assigned managed identity that reads the vault. Unset: the system-assigned one."),
    ADMIN_TOKEN(Kind.SECRET, "What operators send as a bearer token to see their pages; at least 32 characters."),
    ADMIN_OIDC_ISSUER("", "The OpenID provider by which operators sign in with a browser."),
    ADMIN_OIDC_CLIENT_ID("", "Who this server is at that provider."),
    ADMIN_OIDC_CLIENT_SECRET(Kind.SECRET, "The secret that goes with it."),
    MCP_METRICS(
            "guarded",
            "Who may read `/metrics`: `guarded`, operators only, `open`, everybody, or `off`, nobody; then nothing is measured"
                    + " unless OTEL_EXPORTER_OTLP_ENDPOINT is set."),
    OTEL_EXPORTER_OTLP_ENDPOINT(
            "", "The OpenTelemetry collector that traces and metrics are sent to, as far as before `/v1/traces`."),
    OTEL_EXPORTER_OTLP_HEADERS(Kind.SECRET, "Headers of what is sent to it: `name=value`, separated by commas."),
    OTEL_EXPORTER_OTLP_PROTOCOL("http/protobuf", "How the collector is spoken to; there is only this one."),
    OTEL_SERVICE_NAME("", "The service's name in traces and metrics; MCP_SERVER_NAME when unset."),
    OTEL_RESOURCE_ATTRIBUTES(
            "", "What else is told of this process: `deployment.environment.name=production`, separated by commas."),
    OTEL_TRACES_SAMPLER(
            "parentbased_always_on",
            "Which traces are kept: `always_on`, `always_off`, `traceidratio`, or one of them after `parentbased_`, which keeps"
                    + " what the client keeps."),
    OTEL_TRACES_SAMPLER_ARG("1", "With a ratio: how many are kept, from 0 to 1."),
    MCP_TRACES_PER_SECOND(
            "100",
            "How many traces of those that no client has begun are kept in a second at most; `0` for all that the sampler keeps."
                    + " Metrics count every call all the same."),
    DEBUG("false", "`true` switches the pages below `/debug` on, for operators only."),
    LOG_LEVEL("INFO", "`ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`, for this server's own loggers only."),
    LOG_FORMAT("text", "`text` or `json`; logs go to stderr.");

    private enum Kind {
        SECRET
    }

    private static final Map<String, EnvironmentKey> BY_NAME = Arrays.stream(values())
            .filter(key -> !key.isPrefix())
            .collect(Collectors.toMap(EnvironmentKey::name, key -> key));
    private static final List<EnvironmentKey> PREFIXES =
            Arrays.stream(values()).filter(EnvironmentKey::isPrefix).toList();

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
        return Optional.ofNullable(BY_NAME.get(name))
                .or(() -> PREFIXES.stream()
                        .filter(key -> name.startsWith(key.name()))
                        .findFirst());
    }
}
