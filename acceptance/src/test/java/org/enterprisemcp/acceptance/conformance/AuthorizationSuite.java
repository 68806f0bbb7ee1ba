package org.enterprisemcp.acceptance.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.Npm;
import org.enterprisemcp.acceptance.OAuthProduct;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;

/** The suite's authorization mode against the OAuth proxy. It asks for a browser; a script submits every page. */
final class AuthorizationSuite implements AutoCloseable {

    static final Requirements REQUIRED =
            new Requirements(List.of("authorization-server-metadata-endpoint", "authorization-code-grant"), List.of());

    private static final Pattern AUTHORIZE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/authorize\\?\\S+");

    private final OfficialSuite suite;
    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final OAuthProduct product = new OAuthProduct(sandbox, Map.of());

    AuthorizationSuite(OfficialSuite suite) {
        this.suite = suite;
    }

    /** The checks of a run in a revision, by scenario. */
    Map<String, List<Check>> run(String revision, Path results, Consumer<String> listener) {
        int port = OAuthProduct.freePort();
        String client = product.register("http://127.0.0.1:" + port + "/callback");
        List<String> words = List.of(
                "authorization",
                "--url",
                product.base(),
                "--client-id",
                client,
                "--resource",
                product.url(),
                "--port",
                String.valueOf(port),
                "--spec-version",
                revision);
        return suite.run(results, words, line -> {
            listener.accept(line);
            Matcher authorize = AUTHORIZE.matcher(line);
            if (authorize.find()) {
                Npm.run(suite.home(), List.of("oauth-visit.mjs", authorize.group()));
            }
        });
    }

    @Override
    public void close() {
        product.close();
        sandbox.close();
    }
}
