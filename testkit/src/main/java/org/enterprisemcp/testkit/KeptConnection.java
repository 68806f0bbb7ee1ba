package org.enterprisemcp.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection of HTTP/1.1 that is used again, and that hides from nobody how it ends. */
public final class KeptConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final Socket socket;
    private final InputStream in;

    /**
     * A connection to a server on this machine.
     *
     * @throws java.net.ConnectException if nobody listens there
     */
    public KeptConnection(int port) throws IOException {
        this.port = port;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request and waits for the whole answer. */
    public HttpReply send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        begin(method, path, headers, body);
        HttpReply head = head();
        return new HttpReply(head.status(), head.headers(), new String(body(head.headers()), StandardCharsets.UTF_8));
    }

    /** Sends a request; the answer is read by {@link #head} and {@link #line}. */
    public void begin(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        whole.write(body);
        socket.getOutputStream().write(whole.toByteArray());
    }

    /** Status and headers. */
    public HttpReply head() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpReply(status, headers, "");
    }

    /** The next line of whatever comes, without its end. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Whether the server has closed it; to be asked when nothing more is to come. */
    public boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            whole.write(in.readNBytes(size));
            line();
        }
        line();
        return whole.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("a socket that cannot be closed", alreadyGone);
        }
    }
}
