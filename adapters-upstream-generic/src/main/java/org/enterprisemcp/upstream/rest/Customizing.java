package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.UpstreamToken;

/** One call's way through a {@link RequestCustomizer}: what it is told, what it may send, and what of its answer counts. */
final class Customizing {

    /** Enough for a handshake; a customizer that asks for more walks in circles. */
    private static final int MAX_FURTHER_REQUESTS = 5;

    /** Shorter values of headers are words that an error may well hold; longer ones are taken for secrets. */
    private static final int LEAST_SECRET = 16;

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Set<String> FRAME = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "accept-encoding",
            "user-agent",
            "expect",
            "te",
            "trailer",
            "upgrade");

    private final RequestCustomizer customizer;
    private final RestEngine engine;
    private final CallScope scope;
    private final RestRequest request;
    private final Dialect dialect;
    private final ExtensionFault fault;

    Customizing(
            RequestCustomizer customizer, RestEngine engine, CallScope scope, RestRequest request, Dialect dialect) {
        this.customizer = customizer;
        this.engine = engine;
        this.scope = scope;
        this.request = request;
        this.dialect = dialect;
        this.fault = new ExtensionFault("The request customizer " + customizer.name());
    }

    /**
     * The request for one attempt.
     *
     * @throws McpServerException when a further request failed, or the customizer did
     */
    Outgoing prepare(int attempt, Optional<RestAnswer> previous, CallFacts facts) {
        RestRequest changed;
        try {
            changed = Objects.requireNonNull(customizer.customize(request, new Context(attempt, previous, facts)));
        } catch (McpServerException further) {
            throw further;
        } catch (RuntimeException | LinkageError | StackOverflowError mistake) {
            throw fault.threw(mistake, facts);
        }
        check(changed, facts);
        RestRequest sent = request.withUrl(changed.url()).withHeaders(changed.headers());
        return engine.outgoing(changed.body().map(sent::carrying).orElse(sent), scope.token());
    }

    /** What the customizer added and must not come back in an error's text. */
    List<String> secretsOf(Outgoing outgoing) {
        List<String> added = new ArrayList<>();
        outgoing.request().headers().forEach((name, value) -> {
            if (value.length() >= LEAST_SECRET
                    && !value.equals(request.headers().get(name))) {
                added.add(value);
            }
        });
        return added;
    }

    private void check(RestRequest changed, CallFacts facts) {
        if (!isSameOrigin(changed.url(), request.url())) {
            throw fault.broke("changed where the request goes, which it may not: it was not sent.", facts);
        }
        if (!changed.method().equals(request.method())) {
            throw fault.broke("changed the request's method, which it may not: it was not sent.", facts);
        }
        checkHeaders(changed, facts);
    }

    private void checkHeaders(RestRequest changed, CallFacts facts) {
        changed.headers().forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches() || !isPrintable(value)) {
                throw fault.broke(
                        "set a header that is none or whose value holds line breaks: it was not sent.", facts);
            }
            if (FRAME.contains(name.toLowerCase(Locale.ROOT)) || isOfTheCredential(name)) {
                throw fault.broke("set the header " + name + ", which is the server's own: it was not sent.", facts);
            }
        });
    }

    private boolean isOfTheCredential(String name) {
        return switch (scope.token()) {
            case UpstreamToken.Bearer _, UpstreamToken.Basic _ -> name.equalsIgnoreCase("Authorization");
            case UpstreamToken.ApiKey key -> name.equalsIgnoreCase(key.header());
            // Nothing is shown, so a signature may stand there.
            case UpstreamToken.Anonymous _ -> false;
        };
    }

    private static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
    }

    private final class Context implements AttemptContext {

        private final int attempt;
        private final Optional<RestAnswer> previous;
        private final CallFacts facts;
        private int further;

        Context(int attempt, Optional<RestAnswer> previous, CallFacts facts) {
            this.attempt = attempt;
            this.previous = previous;
            this.facts = facts;
        }

        @Override
        public URI baseUrl() {
            return URI.create(scope.target().baseUrl().value());
        }

        @Override
        public Optional<String> account() {
            return scope.target().account().map(AccountId::value);
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public Optional<RestAnswer> previous() {
            return previous;
        }

        @Override
        public String credentialMark() {
            return engine.markOf(scope.token());
        }

        @Override
        public byte[] bodyOf(RestRequest asked) {
            byte[] body = engine.outgoing(asked, new UpstreamToken.Anonymous()).body();
            return body == null ? new byte[0] : body;
        }

        @Override
        public RestAnswer send(RestRequest asked) {
            if (++further > MAX_FURTHER_REQUESTS) {
                throw fault.broke("sent more than " + MAX_FURTHER_REQUESTS + " requests of its own.", facts);
            }
            if (!isSameOrigin(asked.url(), request.url())) {
                throw fault.broke("asked for a request to another origin: it was not sent.", facts);
            }
            checkHeaders(asked, facts);
            return engine.callWithoutCustomizer(scope, asked, dialect);
        }
    }
}
