package org.enterprisemcp.upstream.generic;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.generic.Operation.Param;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Builds the requests of a descriptor's operations. No name gets into a URL that was not checked here. */
final class Requests {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.:@$/*-]{1,128}");
    private static final int MAX_SORT = 500;

    private final Descriptor descriptor;
    private final Map<String, String> vars;

    /** @param vars the variables in force */
    Requests(Descriptor descriptor, Map<String, String> vars) {
        this.descriptor = descriptor;
        this.vars = Map.copyOf(vars);
    }

    /** Whether the operation must be told the field that holds the caller's key. */
    static boolean needsKey(Operation operation) {
        return operation.ask().places().contains("key") || operation.takes(Param.Source.KEY);
    }

    /** A request that asks for no page. */
    RestRequest of(CallScope scope, Operation operation, CallWishes wishes) {
        return of(scope, operation, wishes, PageAsk.none());
    }

    /** A request for what the wishes say. */
    RestRequest of(CallScope scope, Operation operation, CallWishes wishes, PageAsk page) {
        Map<String, String> values = values(scope.target(), operation);
        wishes.type().ifPresent(type -> values.put("type", descriptor.names().type(type.value())));
        String raw = raw(operation, wishes, page, values);
        if (operation.isTyped() && !values.containsKey("type")) {
            throw new RecordValidation("record_type", "is needed: this upstream queries one record type at a time");
        }
        wishes.id().ifPresent(id -> values.put("id", descriptor.names().id(id.value())));
        values.put("idField", descriptor.names().idField(values.getOrDefault("type", "")));
        wishes.key().ifPresent(key -> values.put("key", key));
        wishes.keyValue()
                .ifPresent(key -> values.put("keyValue", descriptor.names().key(key)));
        values.put("limit", page.sizeOr(operation.paging().flatMap(Paging::defaultSize)));
        String url = scope.target().baseUrl().value() + operation.ask().path().filledWith(values);
        String own = params(operation, wishes, page, values);
        String query = raw.isEmpty() || own.isEmpty() ? raw + own : raw + "&" + own;
        RestRequest request = RestRequest.of(
                        operation.name(), operation.safety(), operation.ask().method(), url(url, query))
                .withHeaders(headers(operation, values))
                .succeedingWith(operation.reply().success());
        return withQuery(about(request, wishes), operation, wishes, page);
    }

    private static RestRequest about(RestRequest request, CallWishes wishes) {
        Optional<RecordType> type = wishes.type();
        Optional<RecordId> id = wishes.id().or(() -> wishes.keyValue().map(RecordId::new));
        if (type.isEmpty()) {
            return request;
        }
        return id.map(it -> request.about(type.get(), it)).orElseGet(() -> request.about(type.get()));
    }

    /** The same request with a record to be written. */
    RestRequest writing(RestRequest request, Operation operation, Fields record) {
        Fields body = Wrapped.in(record, operation.ask().wrap());
        return operation.ask().form() ? request.withForm(body) : request.withBody(body);
    }

    /** The same request for the page that a link names. */
    RestRequest following(RestRequest request, URI link) {
        RestRequest next = RestRequest.of(request.operation(), request.safety(), request.method(), link)
                .withHeaders(request.headers())
                .succeedingWith(request.success());
        return request.body().map(next::withBody).orElse(next);
    }

    private String raw(Operation operation, CallWishes wishes, PageAsk page, Map<String, String> values) {
        if (operation.ask().denied().isEmpty() || wishes.query().isEmpty()) {
            return "";
        }
        boolean typeIsPrefix = operation.isTyped() && wishes.type().isEmpty();
        RawQuery parsed = RawQuery.parse(
                wishes.query().get(),
                typeIsPrefix,
                operation.ask().denied().get(),
                page.params().keySet());
        parsed.type().ifPresent(type -> {
            if (!descriptor.names().allowsType(type)) {
                throw new RecordValidation("query", "must begin with the name of a record type: TYPE?name=value");
            }
            values.put("type", type);
        });
        return parsed.encoded();
    }

    private String params(Operation operation, CallWishes wishes, PageAsk page, Map<String, String> values) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Param param : operation.ask().params()) {
            String name = param.name().replace("{idField}", values.getOrDefault("idField", ""));
            List<String> held = switch (param) {
                case Param.Constant constant -> List.of(constant.value());
                case Param.Filled filled -> List.of(filled.template().plainlyFilledWith(values));
                case Param.From from -> taken(from, operation, wishes);
            };
            if (!held.isEmpty()) {
                all.put(name, held);
            }
        }
        page.params().forEach((name, value) -> all.put(name, List.of(value)));
        return all.entrySet().stream()
                .flatMap(param -> param.getValue().stream()
                        .map(value -> UrlTemplate.encoded(param.getKey()) + "=" + UrlTemplate.encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private List<String> taken(Param.From from, Operation operation, CallWishes wishes) {
        return switch (from.source()) {
            case QUERY -> wishes.query().stream().toList();
            case SORT -> wishes.sort().map(Requests::checkedSort).stream().toList();
            case KEY -> wishes.key().stream().toList();
            case FIELDS -> {
                List<String> fields = withIdField(operation, wishes);
                yield fields.isEmpty() || from.repeated() ? fields : List.of(String.join(",", fields));
            }
        };
    }

    /** A row of a query without its id could not be called by it. */
    private List<String> withIdField(Operation operation, CallWishes wishes) {
        List<String> fields = new ArrayList<>();
        for (String field : wishes.fields()) {
            if (!FIELD.matcher(field).matches()) {
                throw new RecordValidation(
                        "fields", "may only hold names of fields: letters, digits and _ . : @ $ / -");
            }
            fields.add(field);
        }
        String idField =
                descriptor.names().idField(wishes.type().map(RecordType::value).orElse(""));
        boolean adds = operation.name().equals("list") || operation.name().equals("query");
        if (adds && !fields.isEmpty() && !fields.contains(idField) && !fields.contains("*")) {
            fields.add(idField);
        }
        return fields;
    }

    private static String checkedSort(String sort) {
        if (sort.isBlank() || sort.length() > MAX_SORT) {
            throw new RecordValidation("sort", "must be 1 to " + MAX_SORT + " characters");
        }
        return sort;
    }

    private RestRequest withQuery(RestRequest request, Operation operation, CallWishes wishes, PageAsk page) {
        if (operation.ask().query().isEmpty() && page.body().isEmpty()) {
            return request;
        }
        Fields body = operation
                .ask()
                .query()
                .map(way -> QueryBodies.of(way, wishes.query()))
                .orElseGet(Fields::empty);
        for (Map.Entry<String, Object> each : page.body().entrySet()) {
            body = Wrapped.put(body, new Pointer(each.getKey()).steps(), each.getValue());
        }
        return request.withBody(body);
    }

    private Map<String, String> headers(Operation operation, Map<String, String> values) {
        Map<String, String> headers = new LinkedHashMap<>();
        descriptor.headers().forEach((name, value) -> headers.put(name, value.plainlyFilledWith(values)));
        operation.ask().headers().forEach((name, value) -> headers.put(name, value.plainlyFilledWith(values)));
        operation
                .ask()
                .idempotencyHeader()
                .ifPresent(name -> headers.put(name, UUID.randomUUID().toString()));
        if (operation.ask().ifMatch() == Operation.IfMatch.ANY) {
            headers.put("If-Match", "*");
        }
        return headers;
    }

    private Map<String, String> values(Target target, Operation operation) {
        Map<String, String> values = new HashMap<>(vars);
        Optional<String> account = target.account().map(AccountId::value);
        account.ifPresent(name -> values.put("account", name));
        boolean named = operation.ask().places().contains("account")
                || operation.ask().headers().values().stream()
                        .anyMatch(it -> it.places().contains("account"));
        if (account.isEmpty() && named) {
            throw new RecordValidation("account_id", "is needed: this upstream's paths name the account");
        }
        return values;
    }

    private static URI url(String path, String query) {
        try {
            return URI.create(query.isEmpty() ? path : path + "?" + query);
        } catch (IllegalArgumentException stray) {
            throw new RecordValidation("base_url", "holds a stray percent sign");
        }
    }
}
