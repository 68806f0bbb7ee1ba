package org.enterprisemcp.sandbox.netsuite;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;

/** A client of one account with a bearer of its own. Bodies are written with single quotes. */
final class Visitor {

    private final RawHttp http;
    private final String root;
    private final String bearer;

    Visitor(NetSuiteSandbox sandbox, String account) {
        this.http = new RawHttp(URI.create(sandbox.url()).getPort());
        this.root = URI.create(sandbox.restUrl(account)).getPath();
        this.bearer = sandbox.issueToken(account);
    }

    HttpReply get(String target) {
        return send("GET", target, "");
    }

    HttpReply post(String target, String body) {
        return send("POST", target, body);
    }

    HttpReply send(String method, String target, String body) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + bearer));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return http.send(method, root + target, headers, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    HttpReply suiteQl(String sql) {
        return http.send(
                "POST",
                root + "query/v1/suiteql",
                Map.of("Authorization", "Bearer " + bearer, "Content-Type", "application/json", "Prefer", "transient"),
                ("{\"q\":\"" + sql + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
