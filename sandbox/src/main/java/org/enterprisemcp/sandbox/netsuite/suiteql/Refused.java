package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.Map;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError;
import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError.Pointer;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request that is not answered with rows, in NetSuite's words. */
final class Refused extends RuntimeException {

    private final transient NetSuiteError error;

    private Refused(NetSuiteError error) {
        super("refused", null, false, false);
        this.error = error;
    }

    /** SuiteQL's answer to whatever it does not understand. */
    static Refused unsupported() {
        return search("Search error occurred: Invalid or unsupported search.");
    }

    /** A name that no table of the query has; {@code sources} are aliases and their tables. */
    static Refused unknownIdentifier(String name, Map<String, String> sources) {
        return search("Search error occurred: Unknown identifier '" + name + "'. Available identifiers are: "
                + sources.entrySet().stream()
                        .map(source -> source.getKey() + "=" + source.getValue())
                        .collect(Collectors.joining(", ", "{", "}.")));
    }

    static Refused unknownTable(String name) {
        return search("Invalid search type: " + name + ".");
    }

    static Refused search(String why) {
        return parameter("q", "Invalid search query. Detailed unprocessed description follows. " + why);
    }

    static Refused parameter(String name, String detail) {
        return new Refused(NetSuiteError.of(400).detail("INVALID_PARAMETER", detail, Pointer.QUERY_PARAMETER, name));
    }

    static Refused header(String name, String detail) {
        return new Refused(NetSuiteError.of(400).detail("INVALID_HEADER", detail, Pointer.HEADER, name));
    }

    static Refused content(String detail, String path) {
        return new Refused(NetSuiteError.of(400).detail("INVALID_CONTENT", detail, Pointer.BODY, path));
    }

    static Refused malformed() {
        return new Refused(NetSuiteError.malformed(400));
    }

    static Refused nowhere(String path) {
        return new Refused(NetSuiteError.of(404)
                .detail("NONEXISTENT_ID", "The requested resource does not exist.", Pointer.URL, path));
    }

    static Refused method(String path) {
        return new Refused(NetSuiteError.of(405)
                .detail("METHOD_NOT_ALLOWED", "The method is not allowed for this resource.", Pointer.URL, path));
    }

    static Refused unexpected() {
        return new Refused(NetSuiteError.unexpected(500, "sandbox"));
    }

    Reply reply() {
        return error.reply();
    }
}
