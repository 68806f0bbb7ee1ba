package org.enterprisemcp.oauth.upstream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is most often wrong when an authorization server refuses, in words for the operator. Of what a server says only its code is
 * looked at; the rest may hold anything.
 */
public final class KnownProblems {

    private static final Pattern CODE = Pattern.compile("\\bAADSTS[0-9]{4,9}\\b");
    private static final Map<String, String> EXPLANATIONS = explanations();

    private KnownProblems() {}

    /**
     * Explains a refusal.
     *
     * @param error the RFC's code
     * @param vendorCode the server's own
     * @return empty where nothing is known about it
     */
    public static Optional<String> explain(String error, Optional<String> vendorCode) {
        String code = vendorCode.filter(EXPLANATIONS::containsKey).orElse(error);
        return Optional.ofNullable(EXPLANATIONS.get(code)).map(explanation -> code + ": " + explanation);
    }

    /** The server's own code in a description; it is letters and digits only. */
    public static Optional<String> codeIn(String description) {
        Matcher code = CODE.matcher(description);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private static Map<String, String> explanations() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put(
                "invalid_client",
                "the client id, its secret or its certificate is wrong, or is sent in another way than the server"
                        + " expects; see UPSTREAM_OAUTH_CLIENT_AUTH (basic or post)");
        known.put(
                "invalid_grant",
                "the client itself is accepted; the code or token is used up, has expired or was made for another"
                        + " client, redirect URI or code verifier");
        known.put(
                "unauthorized_client",
                "the client is known but may not use this grant; allow it where the client is registered");
        known.put(
                "invalid_scope",
                "one of the scopes is not known there, or may not be combined with the others; see"
                        + " UPSTREAM_OAUTH_SCOPES");
        known.put(
                "redirect_uri_mismatch",
                "the redirect URI is not registered for the client; doctor prints the one to register");
        known.put(
                "interaction_required",
                "the user must sign in or consent again (conditional access, a second factor), or an administrator"
                        + " must consent for all");
        known.put(
                "AADSTS9010010",
                "the resource parameter and the scopes name different applications; keep"
                        + " UPSTREAM_OAUTH_FORWARD_RESOURCE=false, or make the resource URL the Application ID URI");
        known.put(
                "AADSTS650053",
                "a scope is asked of an application that does not have it: a scope without a prefix is taken for one of"
                        + " Microsoft Graph; write api://<application id>/<scope>");
        known.put(
                "AADSTS900144",
                "a parameter is missing, most often scope; set UPSTREAM_OAUTH_SCOPES, for example api://<application"
                        + " id>/.default");
        known.put(
                "AADSTS500011",
                "no application of the tenant has the Application ID URI that the scope or resource begins with");
        known.put(
                "AADSTS50011", "the redirect URI is not registered for the client; doctor prints the one to register");
        known.put("AADSTS7000215", "the client secret is wrong; the secret's value is needed, not its id");
        known.put("AADSTS65001", "nobody has consented to these scopes; the user or an administrator must");
        return Collections.unmodifiableMap(known);
    }
}
