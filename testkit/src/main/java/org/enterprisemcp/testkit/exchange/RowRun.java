package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;

/** One row, run once. */
final class RowRun {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Says of a header that it must be there, whatever it holds. */
    private static final String ANY = "*";

    private final ExchangeRow row;
    private final String basePath;
    private final UpstreamToken token;
    private final Clock clock;

    RowRun(ExchangeRow row, String basePath, UpstreamToken token, Clock clock) {
        this.row = row;
        this.basePath = basePath;
        this.token = token;
        this.clock = clock;
    }

    /** How what happened differs from the row; empty where it does not. */
    List<String> differences(Function<String, Upstream> opening) {
        List<String> differences = new ArrayList<>();
        try (LoopbackServer server = new LoopbackServer(this::reply)) {
            String baseUrl = server.baseUrl() + basePath;
            try (Upstream upstream = opening.apply(baseUrl)) {
                call(upstream, baseUrl, differences);
            }
            requests(server.requests(), differences);
        }
        return differences;
    }

    private void call(Upstream upstream, String baseUrl, List<String> differences) {
        Target target = new Target(row.arguments().text("account").map(AccountId::new), new BaseUrl(baseUrl));
        CallScope scope = new CallScope(
                target, token, clock.instant().plus(upstream.callBudget()), options(), ProgressListener.none());
        try {
            JsonNode result = new RowCall(row, JSON).result(upstream, scope);
            if (row.failure().isPresent()) {
                differences.add(
                        "failure: expected " + row.failure().get().code() + " but the call succeeded with " + result);
            } else {
                // What the row does not name may be anything: it says what its reader cares for.
                row.result()
                        .fieldNames()
                        .forEachRemaining(name -> differences.addAll(JsonDifference.between(
                                "result/" + name,
                                row.result().get(name),
                                result.has(name) ? result.get(name) : MissingNode.getInstance())));
            }
        } catch (McpServerException failure) {
            failed(failure, differences);
        }
    }

    @SuppressWarnings("unchecked")
    private CallOptions options() {
        JsonNode options = row.arguments().value("options");
        return options.isMissingNode() ? CallOptions.none() : CallOptions.of(JSON.convertValue(options, Map.class));
    }

    private void failed(McpServerException failure, List<String> differences) {
        String said = failure.code() + ": " + failure.safeMessage();
        if (row.failure().isEmpty()) {
            differences.add("result: expected " + row.result() + " but the call failed with " + said);
            return;
        }
        ExchangeRow.ExpectedFailure expected = row.failure().get();
        if (expected.code() != failure.code()) {
            differences.add("failure: expected " + expected.code() + " but was " + said);
        }
        expected.says()
                .filter(words -> !failure.safeMessage().contains(words))
                .ifPresent(words -> differences.add(
                        "failure says: expected \"" + words + "\" but was \"" + failure.safeMessage() + "\""));
        expected.field()
                .filter(name -> !Pattern.compile("field=" + Pattern.quote(name) + "[,}]")
                        .matcher(failure.details().toString())
                        .find())
                .ifPresent(
                        name -> differences.add("failure field: expected " + name + " but was " + failure.details()));
    }

    private void requests(List<Request> sent, List<String> differences) {
        for (int i = 0; i < Math.max(sent.size(), row.steps().size()); i++) {
            String what = "request " + (i + 1);
            if (i >= row.steps().size()) {
                Request extra = sent.get(i);
                differences.add(what + ": expected none but was " + extra.method() + " " + extra.target());
            } else if (i >= sent.size()) {
                ExchangeRow.Step step = row.steps().get(i);
                differences.add(what + ": expected " + step.method() + " " + step.path() + " but none was sent");
            } else {
                request(what, row.steps().get(i), sent.get(i), differences);
            }
        }
    }

    private static void request(String what, ExchangeRow.Step step, Request sent, List<String> differences) {
        String[] target = sent.target().split("\\?", 2);
        compare(what + ", method", step.method(), sent.method(), differences);
        compare(what + ", path", step.path(), target[0], differences);
        differences.addAll(JsonDifference.between(
                what + ", query",
                JSON.valueToTree(plain(step.query())),
                JSON.valueToTree(params(target.length > 1 ? target[1] : ""))));
        step.headers().forEach((name, value) -> {
            Optional<String> actual = Optional.ofNullable(sent.headers().get(name));
            boolean any = value.equals(Optional.of(ANY)) && actual.isPresent();
            if (!any && !actual.equals(value)) {
                differences.add(what + ", header " + name + ": expected " + value.orElse("none") + " but was "
                        + actual.orElse("none"));
            }
        });
        JsonNode body = step.form() ? form(sent.body()) : json(sent.body());
        differences.addAll(JsonDifference.between(what + ", body", step.body(), body));
    }

    private static void compare(String what, String expected, String actual, List<String> differences) {
        if (!expected.equals(actual)) {
            differences.add(what + ": expected " + expected + " but was " + actual);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return JSON.getNodeFactory().textNode(body);
        }
    }

    private static JsonNode form(String body) {
        return JSON.valueToTree(params(body));
    }

    private static Map<String, String> plain(Map<String, Optional<String>> texts) {
        Map<String, String> plain = new TreeMap<>();
        texts.forEach((name, value) -> plain.put(name, value.orElse("")));
        return plain;
    }

    private static Map<String, String> params(String query) {
        Map<String, String> params = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                params.merge(
                        decoded(sides[0]),
                        sides.length > 1 ? decoded(sides[1]) : "",
                        (first, next) -> first + "," + next);
            }
        }
        return params;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Reply reply(Request request) {
        if (request.number() > row.steps().size()) {
            return LoopbackServer.json(400, "{}");
        }
        ExchangeRow.Step step = row.steps().get(request.number() - 1);
        String base = "http://" + request.headers().getOrDefault("Host", "");
        List<String> headers = new ArrayList<>();
        step.responseHeaders()
                .forEach((name, value) ->
                        headers.add(name + ": " + value.orElse("").replace("{base}", base)));
        JsonNode body = step.responseBody();
        String text = body.isMissingNode() ? "" : body.isTextual() ? body.textValue() : body.toString();
        boolean typed = headers.stream().anyMatch(header -> header.regionMatches(true, 0, "Content-Type:", 0, 13));
        if (!typed && !body.isMissingNode()) {
            headers.add("Content-Type: " + (body.isTextual() ? "text/plain" : "application/json"));
        }
        return LoopbackServer.bytes(
                step.status(),
                text.replace("{base}", base).getBytes(StandardCharsets.UTF_8),
                headers.toArray(String[]::new));
    }
}
