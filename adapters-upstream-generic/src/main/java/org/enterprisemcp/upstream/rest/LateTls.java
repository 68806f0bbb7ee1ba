package org.enterprisemcp.upstream.rest;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the JDK's own settings, made when the first connection asks for it: to read the certificates of all authorities is a
 * large part of a start, and a start that calls nobody needs none of them.
 */
final class LateTls implements TlsSocketStrategy {

    private @Nullable TlsSocketStrategy made;

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return made().upgrade(socket, target, port, attachment, context);
    }

    private synchronized TlsSocketStrategy made() {
        if (made == null) {
            made = DefaultClientTlsStrategy.createDefault();
        }
        return made;
    }
}
