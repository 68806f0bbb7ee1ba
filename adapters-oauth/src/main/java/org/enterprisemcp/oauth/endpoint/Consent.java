package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the user whether the client may do what it wants to, before the browser goes to the upstream's login. Without it every site
 * could register a client and send a user who is signed in at the upstream straight through (MCP security best practices,
 * "Confused Deputy Problem").
 */
final class Consent {

    private static final Logger LOG = LoggerFactory.getLogger(Consent.class);

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final ConsentMode mode;
    private final ConsentMemory memory;
    private final Pages pages;
    private final Cookies cookies;
    private final Sealer sealer;
    private final ServerUrls urls;
    private final Logins logins;
    private final Clock clock;

    Consent(ConsentMode mode, Pages pages, Cookies cookies, KeyRing keys, ServerUrls urls, Logins logins, Clock clock) {
        this.mode = mode;
        this.memory = new ConsentMemory(cookies, clock);
        this.pages = pages;
        this.cookies = cookies;
        this.sealer = new Sealer(keys, KeyPurpose.TRANSACTION);
        this.urls = urls;
        this.logins = logins;
        this.clock = clock;
    }

    /** Shows the page, or goes on at once where the user need not be asked. */
    void ask(ServerRequest request, ServerResponse response, Client client, Transaction transaction) {
        String browser = cookies.browser(request, response);
        boolean asked = switch (mode) {
            case ALWAYS -> true;
            // A click on another site is no agreement, even where the user agreed before.
            case REMEMBER -> isCrossSite(request) || !memory.knows(request, transaction);
            case EXTERNAL, OFF -> false;
        };
        if (!asked) {
            redirect(response, Status.FOUND_302, logins.begin(request, response, transaction, browser));
            return;
        }
        String sealed = sealer.seal(Transaction.PLACE, transaction.json());
        pages.consent(response, client, transaction, sealed, cookies.consentProof(sealed, browser));
    }

    /**
     * What the user decided.
     *
     * @throws OAuthRefusal when the decision is not this browser's, or came too late
     */
    void decide(ServerRequest request, ServerResponse response) {
        requireSameOrigin(request);
        Parameters form = Parameters.ofConsent(request);
        String sealed = form.get("transaction");
        Transaction transaction = sealer.open(Transaction.PLACE, sealed)
                .map(Transaction::of)
                .filter(opened -> clock.instant()
                        .isBefore(Instant.ofEpochSecond(opened.begunAt()).plus(LIFE)))
                .orElseThrow(() -> new OAuthRefusal(
                        OAuthError.INVALID_REQUEST, "This page is too old. Connect again in your MCP client."));
        String browser = cookies.browser(request)
                .filter(name -> cookies.isConsentProof(sealed, name, form.get("proof")))
                .orElseThrow(() -> forbidden("the page was not shown in this browser"));
        switch (form.get("decision")) {
            case "allow" -> {
                LOG.info("event=consent decision=allow");
                if (mode == ConsentMode.REMEMBER) {
                    memory.keep(request, response, transaction);
                }
                redirect(response, Status.SEE_OTHER_303, logins.begin(request, response, transaction, browser));
            }
            case "deny" -> {
                LOG.info("event=consent decision=deny");
                redirect(
                        response,
                        Status.SEE_OTHER_303,
                        transaction.withError(OAuthError.ACCESS_DENIED, "The user did not agree.", urls.issuer()));
            }
            default -> throw new OAuthRefusal(OAuthError.INVALID_REQUEST, "decision must be allow or deny.");
        }
    }

    /** Forms of other sites are refused; a browser that hides the origin says at least that it is this site's own form. */
    private void requireSameOrigin(ServerRequest request) {
        Optional<String> origin = header(request, HeaderNames.ORIGIN);
        boolean own = origin.filter(urls.origin()::equals).isPresent();
        boolean hidden = origin.isEmpty() || origin.get().equals("null");
        boolean sameSite =
                header(request, FETCH_SITE).filter("same-origin"::equals).isPresent();
        if (!own && !(hidden && sameSite)) {
            throw forbidden("the form came from another site");
        }
    }

    private static boolean isCrossSite(ServerRequest request) {
        return header(request, FETCH_SITE).map("cross-site"::equals).orElse(true);
    }

    private static Optional<String> header(ServerRequest request, HeaderName name) {
        return request.headers().contains(name)
                ? Optional.of(request.headers().get(name).get())
                : Optional.empty();
    }

    private static OAuthRefusal forbidden(String reason) {
        return new OAuthRefusal(
                OAuthError.ACCESS_DENIED, "This page was not opened here. Connect again in your MCP client.", reason);
    }

    private static void redirect(ServerResponse response, Status status, String url) {
        response.status(status);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.LOCATION, url);
        response.send();
    }
}
