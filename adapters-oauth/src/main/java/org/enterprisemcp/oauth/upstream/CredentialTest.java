package org.enterprisemcp.oauth.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.upstream.OAuthClient.Proof;

/**
 * Finds out whether the upstream's token endpoint knows this server's client id and secret, and by which method it wants them: it
 * sends a code that nobody issued. {@code invalid_grant} means that the client was accepted, {@code invalid_client} that it was
 * not. At most once per minute, for some servers lock a client that fails too often.
 */
public final class CredentialTest {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String CODE = "this-code-was-never-issued";

    private final OAuthClient client;
    private final Supplier<String> tokenUrl;
    private final String redirectUri;
    private final Clock clock;
    private final FormPost post = new FormPost();
    private final TokenReader reader = new TokenReader(Optional.empty());
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    /**
     * A test that has not run yet.
     *
     * @param tokenUrl the token endpoint; it may fail with a {@link Connection} while nobody can tell
     * @param redirectUri what the code would have been issued for
     */
    public CredentialTest(OAuthClient client, Supplier<String> tokenUrl, String redirectUri, Clock clock) {
        this.client = client;
        this.tokenUrl = tokenUrl;
        this.redirectUri = redirectUri;
        this.clock = clock;
    }

    /** What came of a run. */
    public sealed interface Result {}

    /**
     * It ran.
     *
     * @param attempts one for each method that this client could use; none for a client that signs assertions
     */
    public record Done(List<Attempt> attempts) implements Result {
        public Done {
            attempts = List.copyOf(attempts);
        }
    }

    /** It ran too lately. */
    public record TooSoon(long retryAfterSeconds) implements Result {}

    /**
     * What the token endpoint said.
     *
     * @param method the method of authentication, by its registered name (RFC 7591 section 2)
     * @param status the HTTP status; empty without an answer
     * @param error the error, if it is a code of the RFCs
     * @param explanation what that means, in words; empty where nothing is known about it
     * @param millis how long it took
     */
    public record Attempt(
            String method, OptionalInt status, Optional<String> error, Optional<String> explanation, long millis) {}

    /** Runs it, unless it ran within the last minute. */
    public Result run() {
        Instant now = clock.instant();
        Instant earliest = next.getAndUpdate(at -> now.isBefore(at) ? at : now.plus(PAUSE));
        if (now.isBefore(earliest)) {
            return new TooSoon(Duration.between(now, earliest).plusMillis(999).toSeconds());
        }
        return new Done(
                switch (client.proof()) {
                    case Proof.BasicSecret(Secret secret) -> List.of(basic(secret), posted(secret));
                    case Proof.PostedSecret(Secret secret) -> List.of(basic(secret), posted(secret));
                    case Proof.Nothing() -> List.of(attempt("none", withId(), Optional.empty()));
                    case Proof.SignedAssertion assertion -> new ArrayList<>();
                });
    }

    private Attempt basic(Secret secret) {
        return attempt("client_secret_basic", form(), Optional.of(new FormPost.Basic(client.clientId(), secret)));
    }

    private Attempt posted(Secret secret) {
        Map<String, String> form = withId();
        form.put("client_secret", secret.reveal());
        return attempt("client_secret_post", form, Optional.empty());
    }

    private Attempt attempt(String method, Map<String, String> form, Optional<FormPost.Basic> basic) {
        Instant begun = clock.instant();
        Optional<BoundedHttp.Answer> answer = url().flatMap(url -> post.send(url, form, basic));
        Optional<TokenAnswer.Refused> refused = answer.flatMap(this::refused);
        long millis = Duration.between(begun, clock.instant()).toMillis();
        return new Attempt(
                method,
                answer.map(BoundedHttp.Answer::status).map(OptionalInt::of).orElse(OptionalInt.empty()),
                refused.map(TokenAnswer.Refused::error).filter(code -> code.matches("[a-z_]+")),
                refused.flatMap(TokenAnswer.Refused::explanation),
                millis);
    }

    private Optional<String> url() {
        try {
            return Optional.of(tokenUrl.get());
        } catch (Connection unreachable) {
            return Optional.empty();
        }
    }

    private Optional<TokenAnswer.Refused> refused(BoundedHttp.Answer answer) {
        return reader.read(answer.status(), answer.body(), answer.retryAfterSeconds())
                        instanceof TokenAnswer.Refused refused
                ? Optional.of(refused)
                : Optional.empty();
    }

    private Map<String, String> withId() {
        Map<String, String> form = form();
        form.put("client_id", client.clientId());
        return form;
    }

    private Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", CODE);
        form.put("redirect_uri", redirectUri);
        return form;
    }
}
