package org.enterprisemcp.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.sandbox.plain.PlainSandbox;

/**
 * A sandbox that is running, and what the demo says of it.
 *
 * @param what what it is, as part of a sentence
 * @param questions what to ask an assistant, as part of a sentence
 * @param settings what the server needs to stand in front of it
 * @param end stops it
 */
record Stage(String what, String questions, Map<String, String> settings, Runnable end) {

    /** The same with further settings. */
    Stage with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(further);
        return new Stage(what, questions, all, end);
    }

    /** A NetSuite look-alike with two accounts; the server gets its tokens for itself, so the demo can run for hours. */
    static Stage netSuite() {
        NetSuiteSandbox sandbox = NetSuiteSandbox.start();
        return netSuite(
                sandbox,
                Map.of(
                        "UPSTREAM_CREDENTIAL", "static",
                        "UPSTREAM_OAUTH_CLIENT_ID", sandbox.machineClientId(),
                        "UPSTREAM_OAUTH_CLIENT_SECRET", sandbox.machineClientSecret()));
    }

    /** The same; every user signs in there, through the server. */
    static Stage netSuiteWithLogin() {
        NetSuiteSandbox sandbox = NetSuiteSandbox.start();
        return netSuite(
                sandbox,
                Map.of(
                        "MCP_AUTH_MODE", "proxy",
                        "UPSTREAM_OAUTH_CLIENT_ID", sandbox.clientId(),
                        "UPSTREAM_OAUTH_CLIENT_SECRET", sandbox.clientSecret()));
    }

    private static Stage netSuite(NetSuiteSandbox sandbox, Map<String, String> credential) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND",
                "netsuite",
                "UPSTREAM_API_BASE_URL",
                sandbox.url() + "/{account}/services/rest/",
                "UPSTREAM_ACCOUNT_ID",
                NetSuiteSandbox.PRODUCTION,
                "UPSTREAM_ALLOWED_ACCOUNTS",
                NetSuiteSandbox.SANDBOX,
                "MCP_TOOLSETS",
                "all"));
        settings.putAll(credential);
        return new Stage(
                "a NetSuite look-alike with the accounts " + NetSuiteSandbox.PRODUCTION + " and "
                        + NetSuiteSandbox.SANDBOX + " (customers, orders, invoices, SuiteQL)",
                "\"the five customers with the most open orders\", \"create a customer Acme Ltd and a sales order for"
                        + " it\", or \"turn that order into an invoice\"",
                settings,
                sandbox::close);
    }

    /** An ordinary REST API. */
    static Stage plain() {
        PlainSandbox sandbox = PlainSandbox.start();
        return new Stage(
                "a sandbox with customers, orders and items",
                "\"the five customers with the highest credit limit\", or \"create a customer Acme Ltd in Bern\"",
                Map.of(
                        "UPSTREAM_API_BASE_URL", sandbox.baseUrl(),
                        "UPSTREAM_ACCESS_TOKEN", sandbox.accessToken()),
                sandbox::close);
    }
}
