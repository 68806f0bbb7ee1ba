package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.upstream.rest.AllowedNames;

/**
 * A REST API as its descriptor tells it, checked.
 *
 * @param name the upstream's name
 * @param baseUrl where it begins, with places for the account and the variables
 * @param accountPattern what an account may be
 * @param vars values for further places, each of which a setting may override
 * @param headers headers that every request carries
 * @param auth how calls are let in
 * @param ids the record ids that may go into a URL
 * @param types the record types that may go into a URL
 * @param operations what it can do, by name
 * @param errors how it words its errors
 * @param guide what an assistant should know of it
 * @param use the Java parts that its calls pass through, by name
 */
record Descriptor(
        String name,
        Located baseUrl,
        Pattern accountPattern,
        Map<String, String> vars,
        Map<String, String> headers,
        Auth auth,
        AllowedNames ids,
        AllowedNames types,
        Map<String, Operation> operations,
        Errors errors,
        UpstreamGuide guide,
        Use use) {

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
            Use use = new Use(
                    root.place("use"),
                    section.flatMap(it -> it.text("customizer")),
                    section.flatMap(it -> it.text("classifier")));
            section.ifPresent(Section::refuseTheRest);
            return use;
        }
    }

    /**
     * How calls are let in.
     *
     * @param kind which credential goes along
     * @param scheme the word before a bearer token
     * @param login where people sign in, for the kind oauth
     */
    record Auth(Kind kind, String scheme, Optional<LoginBlock> login) {

        enum Kind {
            OAUTH,
            BEARER,
            BASIC,
            HEADERS,
            NONE
        }
    }
}
