package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * A REST API as its descriptor tells it, checked.
 *
 * @param name the upstream's name
 * @param baseUrl where it begins, with places for the account and the variables
 * @param accountPattern what an account may be
 * @param vars values for further places, each of which a setting may override
 * @param headers headers that every request carries
 * @param auth how calls are let in
 * @param names what may go into a URL
 * @param operations what it can do, by name
 * @param errors how it words its errors
 * @param throttle how it says that calls come too fast
 * @param engine how it wants to be called
 * @param use the Java parts that its calls pass through, by name
 * @param guide what an assistant should know of it
 */
record Descriptor(
        String name,
        Located baseUrl,
        Pattern accountPattern,
        Map<String, String> vars,
        Map<String, UrlTemplate> headers,
        Auth auth,
        Names names,
        Map<String, Operation> operations,
        Errors errors,
        Throttle throttle,
        EngineWishes engine,
        Use use,
        UpstreamGuide guide) {

    Optional<Operation> operation(String operation) {
        return Optional.ofNullable(operations.get(operation));
    }

    /** A text and where it stands, so that a later check can name the place. */
    record Located(String place, String text) {}

    /**
     * Java parts by name.
     *
     * @param place where they are named, for problems
     * @param customizer changes requests
     * @param classifier understands answers
     */
    record Use(String place, Optional<String> customizer, Optional<String> classifier) {

        static Use in(Section root) {
            Optional<Section> section = root.section("use");
            return new Use(
                    root.place("use"),
                    section.flatMap(it -> it.text("customizer")),
                    section.flatMap(it -> it.text("classifier")));
        }
    }

    /**
     * How calls are let in.
     *
     * @param kind which credential goes along
     * @param scheme the word before a bearer token
     * @param login where people sign in, for the kind oauth
     * @param secret the setting that holds the token or password
     * @param username the setting that holds the user name, for the kind basic
     * @param also headers beside the credential
     */
    record Auth(
            Kind kind,
            String scheme,
            Optional<LoginBlock> login,
            Optional<Located> secret,
            Located username,
            List<Further> also) {

        enum Kind {
            OAUTH,
            BEARER,
            BASIC,
            HEADERS,
            NONE
        }

        /** Whether the descriptor itself says where the credential stands, so that no caller needs to have one. */
        boolean isSettled() {
            return switch (kind) {
                case NONE -> true;
                case HEADERS -> !also.isEmpty();
                case BEARER, BASIC -> secret.isPresent();
                case OAUTH -> false;
            };
        }
    }

    /**
     * A header beside the credential.
     *
     * @param header its name
     * @param value what it holds, where that is no secret
     * @param secret the setting that holds its value
     */
    record Further(String header, Optional<String> value, Optional<Located> secret) {}
}
