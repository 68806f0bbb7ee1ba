package org.enterprisemcp.upstream.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.enterprisemcp.domain.call.CallFacts;

/**
 * What an upstream answered.
 *
 * @param status the status code
 * @param headers the headers by name, upper and lower case alike; several of one name are joined by a comma, those of
 *     {@code Set-Cookie} by a line break
 * @param body the JSON body; a missing node where there is none, where it is no JSON, and where it was lost on the way
 * @param errorText the body of an error as text, for looking into and not for showing; empty on success
 * @param facts the exchange so far, this answer included
 */
public record RestAnswer(int status, Map<String, String> headers, JsonNode body, String errorText, CallFacts facts) {

    public RestAnswer {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(errorText, "errorText");
        Objects.requireNonNull(facts, "facts");
    }

    static RestAnswer withoutBody(CallFacts facts) {
        return new RestAnswer(facts.status().orElse(0), Map.of(), MissingNode.getInstance(), "", facts);
    }

    /** The same answer of which only status, headers and facts count. */
    RestAnswer withoutBody() {
        return new RestAnswer(status, headers, MissingNode.getInstance(), "", facts);
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The cookies that it sets, each as {@code name=value}, without where and how long they hold. */
    public List<String> cookies() {
        return header("Set-Cookie").stream()
                .flatMap(String::lines)
                .map(line -> line.split(";", 2)[0].strip())
                .filter(pair -> pair.indexOf('=') > 0)
                .toList();
    }

    /** Status only: bodies and headers of an upstream do not belong into logs. */
    @Override
    public String toString() {
        return "RestAnswer[status=" + status + "]";
    }
}
