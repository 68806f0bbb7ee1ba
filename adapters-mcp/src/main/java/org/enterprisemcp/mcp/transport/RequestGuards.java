package org.enterprisemcp.mcp.transport;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.mcp.ProtocolRefusal;

/** What an HTTP request must be before its body is read as JSON (2025-11-25, basic/transports, "Security Warning"). */
final class RequestGuards {

    private final HttpOptions options;

    RequestGuards(HttpOptions options) {
        this.options = options;
    }

    /** Refuses a request that a page of another site, or one under another name, sent through a browser (DNS rebinding). */
    void checkOrigin(ServerRequest request) {
        // authority() and not the Host header: HTTP/2 has none.
        String host = withoutPort(Optional.ofNullable(request.authority()).orElse(""));
        if (!(options.hosts().contains(host) || (options.loopback() && BaseUrl.isLoopback(host)))) {
            throw ProtocolRefusal.invalidRequest(
                    403, "Host is not a name of this server; the operator can add it to MCP_ALLOWED_HOSTS.");
        }
        header(request.headers(), HeaderNames.ORIGIN)
                .filter(origin -> !options.origins().contains(origin) && !isLoopbackOrigin(origin))
                .ifPresent(origin -> {
                    throw ProtocolRefusal.invalidRequest(
                            403, "Origin is not allowed; the operator can add it to MCP_ALLOWED_ORIGINS.");
                });
    }

    /** Refuses what a proxy passed on, where only callers on this machine may be served. */
    void checkDirect(ServerRequestHeaders headers) {
        if (options.direct() && headers.stream().anyMatch(RequestGuards::tellsOfAProxy)) {
            throw ProtocolRefusal.invalidRequest(
                    403,
                    "This server asks nobody to sign in, so it serves its own machine only, not what a proxy sends.");
        }
    }

    private static boolean tellsOfAProxy(Header header) {
        String name = header.headerName().lowerCase();
        return name.equals("forwarded") || name.startsWith("x-forwarded-");
    }

    /** Refuses a POST that is not JSON or whose client cannot read what we answer. */
    void checkMediaTypes(ServerRequestHeaders headers) {
        checkContentType(headers);
        String accept = header(headers, HeaderNames.ACCEPT).orElse("").toLowerCase(Locale.ROOT);
        if (!(accepts(accept, "application/json") && accepts(accept, "text/event-stream"))) {
            throw ProtocolRefusal.invalidRequest(406, "Accept must list both application/json and text/event-stream.");
        }
    }

    /** Refuses a POST that is not JSON. */
    void checkContentType(ServerRequestHeaders headers) {
        String contentType =
                header(headers, HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        if (!mediaType(contentType).equals("application/json")) {
            throw ProtocolRefusal.invalidRequest(415, "Content-Type must be application/json.");
        }
    }

    /** Refuses a GET whose client cannot read the only thing that it would get. */
    void checkEventStream(ServerRequestHeaders headers) {
        String accept = header(headers, HeaderNames.ACCEPT).orElse("").toLowerCase(Locale.ROOT);
        if (!accepts(accept, "text/event-stream")) {
            throw ProtocolRefusal.invalidRequest(406, "Accept must list text/event-stream.");
        }
    }

    /** Whether a client that takes both names events first, as one does that wants to see its call at work. */
    static boolean prefersEvents(ServerRequestHeaders headers) {
        String accept = header(headers, HeaderNames.ACCEPT).orElse("").toLowerCase(Locale.ROOT);
        return mediaType(accept.split(",", 2)[0]).equals("text/event-stream");
    }

    /** The body, if it is not longer than allowed. */
    byte[] body(ServerRequest request) {
        OptionalLong length = request.headers().contentLength();
        if (length.orElse(0) > options.maxBodyBytes()) {
            throw tooLong();
        }
        // One more than there may be; with a known length the buffer is no larger than the message.
        long most = length.orElse(options.maxBodyBytes()) + 1;
        try (InputStream body = request.content().inputStream()) {
            byte[] bytes = body.readNBytes((int) most);
            if (bytes.length > options.maxBodyBytes()) {
                throw tooLong();
            }
            return bytes;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A header's value without blanks around it; of several, all of them as one list. */
    static Optional<String> header(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name)
                ? Optional.of(String.join(",", headers.get(name).allValues()).strip())
                : Optional.empty();
    }

    private ProtocolRefusal tooLong() {
        return ProtocolRefusal.invalidRequest(
                413, "The body is longer than " + options.maxBodyBytes() + " bytes; send less at once.");
    }

    private boolean isLoopbackOrigin(String origin) {
        if (!options.loopback()) {
            return false;
        }
        try {
            URI uri = new URI(origin);
            return uri.getHost() != null && BaseUrl.isLoopback(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    private static String withoutPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }

    private static boolean accepts(String accept, String mediaType) {
        String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        for (String range : accept.split(",", -1)) {
            String name = mediaType(range);
            if (name.equals(mediaType) || name.equals(family) || name.equals("*/*")) {
                return true;
            }
        }
        return false;
    }

    private static String mediaType(String value) {
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip();
    }
}
