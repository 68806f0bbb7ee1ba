package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/**
 * The query service of an account: {@code POST query/v1/suiteql} and the datasets below {@code GET query/v1/dataset/}, on an H2
 * database whose schemas {@code NS} and {@code NSMETA} the readers see, and in which {@link SuiteQlFunctions} are installed.
 */
public final class SuiteQlService {

    private static final String COLLECTION = "application/vnd.oracle.resource+json; type=collection; charset=UTF-8";
    private static final Pattern RESULT = Pattern.compile("query/v1/dataset/([^/]+)/result/?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Searches searches;
    private final Supplier<String> root;

    /** Opens connections that may read the schemas {@code NS} and {@code NSMETA} and do nothing else. */
    @FunctionalInterface
    public interface Readers {
        /** A new connection; the caller closes it. */
        Connection open() throws SQLException;
    }

    /**
     * The service of one account.
     *
     * @param clock what SYSDATE and relative ranges go by
     * @param root the account's REST root, for links: {@code http://127.0.0.1:PORT/…/services/rest}
     * @throws SQLException if the catalog of the tables cannot be read
     */
    public SuiteQlService(Readers readers, Clock clock, Supplier<String> root) throws SQLException {
        this.root = root;
        try (Connection connection = readers.open()) {
            this.searches = new Searches(new Dialect(Catalog.read(connection), clock), readers);
        }
    }

    /**
     * Answers a request whose path is relative to the account's REST root. A refusal is an answer too: nothing is thrown for it.
     *
     * @param may what its caller may do; a table that it may not see is one that does not exist
     */
    public Reply answer(Request request, Permissions may) {
        try {
            return route(request, may);
        } catch (Refused refused) {
            return refused.reply();
        } catch (SQLException unreachable) {
            return Refused.unexpected().reply();
        }
    }

    private Reply route(Request request, Permissions may) throws SQLException {
        String path = request.path().replaceFirst("^/", "");
        if (path.matches("query/v1/suiteql/?")) {
            require(request, "POST");
            return suiteQl(request, may);
        }
        if (path.matches("query/v1/dataset/?")) {
            require(request, "GET");
            return datasets(Paging.of(request));
        }
        Matcher result = RESULT.matcher(path);
        if (!result.matches()) {
            throw Refused.nowhere(request.path());
        }
        require(request, "GET");
        return dataset(result.group(1), Paging.of(request), may);
    }

    private Reply suiteQl(Request request, Permissions may) throws SQLException {
        String preference = request.header("Prefer").orElse("");
        if (!preference.toLowerCase(Locale.ROOT).matches("(.*,)?\\s*transient\\s*([,;].*)?")) {
            throw Refused.header(
                    "Prefer", "The required request header 'Prefer' is missing or its value is not 'transient'.");
        }
        Paging paging = Paging.of(request);
        JsonNode body = body(request);
        JsonNode query = body.path("q");
        if (!query.isTextual() || query.asText().isBlank()) {
            throw Refused.parameter("q", "The required request body parameter 'q' is missing or is not a text.");
        }
        return collection(searches.page(query.asText(), parameters(body), paging, may, address("suiteql")))
                .with("Preference-Applied", "transient");
    }

    private Reply datasets(Paging paging) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Datasets.all().stream().skip(paging.offset()).limit(paging.limit()).forEach(dataset -> {
            ObjectNode item = items.addObject();
            item.putArray("links").addObject().put("rel", "self").put("href", address("dataset/" + dataset.id()));
            item.put("name", dataset.name()).put("id", dataset.id()).put("description", dataset.description());
        });
        return collection(
                paging.collection(address("dataset/"), items, Datasets.all().size()));
    }

    private Reply dataset(String id, Paging paging, Permissions may) throws SQLException {
        Datasets.Dataset dataset =
                Datasets.find(id).orElseThrow(() -> Refused.nowhere("query/v1/dataset/" + id + "/result"));
        return collection(
                searches.page(dataset.query(), List.of(), paging, may, address("dataset/" + dataset.id() + "/result")));
    }

    private String address(String below) {
        return root.get() + "/query/v1/" + below;
    }

    private static Reply collection(ObjectNode body) {
        return Reply.of(200, body).with("Content-Type", COLLECTION);
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            if (body == null || !body.isObject()) {
                throw Refused.malformed();
            }
            return body;
        } catch (IOException notJson) {
            throw Refused.malformed();
        }
    }

    private static List<String> parameters(JsonNode body) {
        JsonNode params = body.path("params");
        if (!params.isArray() && !params.isMissingNode() && !params.isNull()) {
            throw Refused.content("The request body parameter 'params' is not an array.", "params");
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : params) {
            if (!value.isValueNode() || value.isNull()) {
                throw Refused.content("A value of 'params' is neither a text nor a number.", "params");
            }
            values.add(value.asText());
        }
        return values;
    }

    private static void require(Request request, String method) {
        if (!request.method().equals(method)) {
            throw Refused.method(request.path());
        }
    }
}
