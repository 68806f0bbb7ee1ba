package org.enterprisemcp.upstream.generic;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Builds the requests of a descriptor's operations. No name gets into a URL that was not checked here. */
final class Requests {

    private final Descriptor descriptor;
    private final Map<String, String> vars;
    private final Map<String, String> headers;

    /** @param vars the variables in force */
    Requests(Descriptor descriptor, Map<String, String> vars) {
        this.descriptor = descriptor;
        this.vars = Map.copyOf(vars);
        Map<String, String> filled = new LinkedHashMap<>();
        descriptor.headers().forEach((name, value) -> filled.put(name, new UrlTemplate(value).plainlyFilledWith(vars)));
        this.headers = Map.copyOf(filled);
    }

    /** A request about a record type. */
    RestRequest about(CallScope scope, Operation operation, RecordType type) {
        Map<String, String> values = values(scope.target(), operation);
        values.put("type", descriptor.types().check(type.value()));
        return request(scope, operation, values, Map.of()).about(type);
    }

    /** A request about one record. */
    RestRequest about(CallScope scope, Operation operation, RecordType type, RecordId id) {
        Map<String, String> values = values(scope.target(), operation);
        values.put("type", descriptor.types().check(type.value()));
        values.put("id", descriptor.ids().check(id.value()));
        return request(scope, operation, values, Map.of()).about(type, id);
    }

    /**
     * A request for a page of a query.
     *
     * @param query the caller's query
     * @param paging the parameters that name the page
     */
    RestRequest forPage(CallScope scope, Operation operation, String query, Map<String, String> paging) {
        Map<String, String> values = values(scope.target(), operation);
        Map<String, String> params = new LinkedHashMap<>();
        StringBuilder raw = new StringBuilder();
        if (operation.deniedRawParams().isPresent()) {
            RawQuery parsed = RawQuery.parse(query, operation, paging.keySet());
            parsed.type().ifPresent(type -> values.put("type", checkedType(type)));
            raw.append(parsed.encoded());
        } else {
            operation.params().stream()
                    .filter(Operation.Param.FromQuery.class::isInstance)
                    .forEach(param -> params.put(param.name(), query));
        }
        params.putAll(paging);
        return request(scope, operation, values, params, raw.toString());
    }

    /** The same request for the page that a link names. */
    RestRequest following(RestRequest request, URI link) {
        return RestRequest.of(request.operation(), request.safety(), request.method(), link)
                .withHeaders(request.headers())
                .succeedingWith(request.success());
    }

    private String checkedType(String type) {
        if (!descriptor.types().allows(type)) {
            throw new RecordValidation("query", "must begin with the name of a record type: TYPE?name=value");
        }
        return type;
    }

    private RestRequest request(
            CallScope scope, Operation operation, Map<String, String> values, Map<String, String> params) {
        return request(scope, operation, values, params, "");
    }

    private RestRequest request(
            CallScope scope, Operation operation, Map<String, String> values, Map<String, String> params, String raw) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Operation.Param param : operation.params()) {
            switch (param) {
                case Operation.Param.Constant constant -> all.put(constant.name(), constant.value());
                case Operation.Param.Filled filled ->
                    all.put(filled.name(), filled.template().plainlyFilledWith(values));
                case Operation.Param.FromQuery _ -> {
                    // It comes with the page's parameters.
                }
            }
        }
        all.putAll(params);
        String url = scope.target().baseUrl().value() + operation.path().filledWith(values);
        return RestRequest.of(operation.name(), operation.safety(), operation.method(), url(url, queryString(all, raw)))
                .withHeaders(headers)
                .succeedingWith(operation.success());
    }

    private Map<String, String> values(Target target, Operation operation) {
        Map<String, String> values = new HashMap<>(vars);
        Optional<String> account = target.account().map(AccountId::value);
        account.ifPresent(name -> values.put("account", name));
        if (account.isEmpty() && operation.path().places().contains("account")) {
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

    private static String queryString(Map<String, String> params, String raw) {
        String own = params.entrySet().stream()
                .map(param -> UrlTemplate.encoded(param.getKey()) + "=" + UrlTemplate.encoded(param.getValue()))
                .collect(Collectors.joining("&"));
        return List.of(raw, own).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
    }
}
