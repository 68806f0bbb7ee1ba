package org.enterprisemcp.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A vault that is reached as a company's is: by its own name and TLS, through a proxy. Everything stays on loopback. */
final class FakeVault implements AutoCloseable {

    static final String HOST = "company.vault.azure.net";
    private static final String PASSWORD = "changeit";

    private final Map<String, String> secrets;
    private final String token;
    private final Path store;
    private final ServerSocket proxy;
    private final SSLContext tls;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    /**
     * A vault that runs from now on.
     *
     * @param secrets by their names
     * @param token what lets in
     * @param folder where its certificate may stand
     */
    FakeVault(Map<String, String> secrets, String token, Path folder) throws Exception {
        this.secrets = Map.copyOf(secrets);
        this.token = token;
        this.store = certificate(folder);
        this.tls = context(store);
        this.proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** What makes a JVM go this way, and trust what it finds. */
    List<String> javaOptions() {
        return List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxy.getLocalPort(),
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** Where clients asked to be led. */
    List<String> tunnels() {
        return tunnels;
    }

    private void accept() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String asked = head(client.getInputStream()).split(" ", 3)[1];
            tunnels.add(asked);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (SSLSocket inside =
                    (SSLSocket) tls.getSocketFactory().createSocket(client, HOST, client.getPort(), true)) {
                inside.setUseClientMode(false);
                answerAll(inside);
            }
        } catch (IOException gone) {
            tunnels.add("broken: " + gone.getMessage());
        }
    }

    private void answerAll(SSLSocket inside) throws IOException {
        for (String head = head(inside.getInputStream()); !head.isEmpty(); head = head(inside.getInputStream())) {
            OutputStream out = inside.getOutputStream();
            out.write(answer(head).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String answer(String head) {
        if (!head.contains("Authorization: Bearer " + token + "\r\n")) {
            return reply(
                    "401 Unauthorized",
                    "{}",
                    "WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/t\","
                            + " resource=\"https://vault.azure.net\"\r\n");
        }
        String name = head.split(" ", 3)[1].replaceFirst("^/secrets/([^/?]+).*$", "$1");
        return secrets.containsKey(name)
                ? reply(
                        "200 OK",
                        "{\"value\":\"" + secrets.get(name) + "\",\"id\":\"https://" + HOST + "/secrets/" + name
                                + "/0123456789abcdef0123456789abcdef\",\"attributes\":{\"enabled\":true}}",
                        "")
                : reply("404 Not Found", "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"hush-hush\"}}", "");
    }

    private static String reply(String status, String body, String header) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + header + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Everything up to the empty line; empty when the client is gone. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    /** A certificate that signs itself, made by the JDK's own tool. */
    private static Path certificate(Path folder) throws IOException, InterruptedException {
        Path made = folder.resolve("vault.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "vault",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "SAN=dns:" + HOST,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        made.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(keytool.getInputStream(), StandardCharsets.UTF_8))) {
            String all = String.join("\n", said.lines().toList());
            if (keytool.waitFor() != 0) {
                throw new AssertionError(all);
            }
        }
        return made;
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        try {
            proxy.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
