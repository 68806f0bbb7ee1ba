package org.enterprisemcp.upstream.generic;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.PlanSample;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamPlan.PlannedCall;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** The calls of an upstream, planned with values that its own rules let through. */
final class CallTable {

    private static final String FORM = "application/x-www-form-urlencoded";
    static final String MASK = "***";
    private static final int SAMPLE_LIMIT = 10;
    private static final Fields SAMPLE = new Fields(Map.of("name", "Acme"));

    /** Shapes that ids and types have at one vendor or another; the first that is let through is taken. */
    private static final List<String> IDS = List.of(
            "42",
            "001000000000001",
            "00000000-0000-0000-0000-000000000001",
            "0123456789abcdef0123456789abcdef",
            "rec_00000000000001",
            "a");

    private static final Set<String> CHANGING = Set.of("create", "update", "delete", "upsert");
    private static final List<String> TYPES = List.of("customer", "customers", "Customer", "Customers", "a");
    private static final List<String> ACCOUNTS = List.of("acme", "ACME", "1234567", "a");

    private final GenericUpstream upstream;
    private final CallCatcher catcher;
    private final Settings settings;
    private final Clock clock;
    private final List<RecordType> types;
    private final List<RecordId> ids;

    CallTable(GenericUpstream upstream, CallCatcher catcher, Settings settings, PlanSample sample, Clock clock) {
        this.upstream = upstream;
        this.catcher = catcher;
        this.settings = settings;
        this.clock = clock;
        this.types = sample.type()
                .map(Stream::of)
                .orElseGet(this::usualTypes)
                .map(RecordType::new)
                .toList();
        this.ids = sample.id()
                .map(Stream::of)
                .orElseGet(IDS::stream)
                .map(RecordId::new)
                .toList();
    }

    private Stream<String> usualTypes() {
        return Stream.concat(upstream.guide().recordTypeExamples().stream(), TYPES.stream());
    }

    List<PlannedCall> calls() {
        List<PlannedCall> calls = new ArrayList<>();
        for (RecordOperation operation : RecordOperation.values()) {
            if (upstream.records().operations().contains(operation)) {
                calls.add(planned(word(operation), about(operation)));
            }
        }
        upstream.descriptor()
                .operation("query")
                .ifPresent(query ->
                        upstream.queries().ifPresent(queries -> calls.add(planned("query", queried(query, queries)))));
        upstream.upserts()
                .ifPresent(upserts -> calls.add(planned(
                        "upsert",
                        aboutOne((type, id) ->
                                scope -> upserts.upsert(scope, new RecordUpsert(type, id.value(), SAMPLE))))));
        upstream.searches()
                .ifPresent(searches -> calls.add(planned(
                        "search",
                        types.stream()
                                .map(type -> scope -> searches.search(
                                        scope,
                                        new RecordSearch(
                                                type, List.of(), Optional.empty(), List.of(), SAMPLE_LIMIT, 0))))));
        upstream.metadata().ifPresent(metadata -> {
            calls.add(planned(
                    "describe",
                    types.stream().map(type -> scope -> metadata.describe(scope, RecordDescriptionRequest.all(type)))));
            if (upstream.descriptor().operation("types-list").isPresent()) {
                calls.add(planned(
                        "types-list", Stream.of(scope -> metadata.recordTypes(scope, Optional.empty(), SAMPLE_LIMIT))));
            }
        });
        return calls;
    }

    private Stream<Call> queried(Operation query, QueryEngine queries) {
        boolean raw = query.ask().denied().isPresent();
        return types.stream()
                .flatMap(type -> Stream.concat(
                                upstream.guide().queryExamples().stream(),
                                Stream.of(raw ? type.value() + "?name=Acme" : "QUERY"))
                        .map(text -> scope -> queries.execute(
                                query.isTyped() && !raw ? aboutType(scope, type) : scope,
                                new Query(text, OptionalInt.empty(), 0))));
    }

    private static CallScope aboutType(CallScope scope, RecordType type) {
        return new CallScope(
                scope.target(),
                scope.token(),
                scope.deadline(),
                scope.options().with(CallWishes.RECORD_TYPE, type.value()),
                scope.progress());
    }

    private Stream<Call> about(RecordOperation operation) {
        return switch (operation) {
            case CREATE ->
                types.stream().map(type -> scope -> upstream.records().create(scope, new RecordDraft(type, SAMPLE)));
            case READ -> aboutOne((type, id) -> scope -> upstream.records().get(scope, type, id));
            case UPDATE ->
                aboutOne((type, id) -> scope -> upstream.records().update(scope, new RecordPatch(type, id, SAMPLE)));
            case DELETE -> aboutOne((type, id) -> scope -> upstream.records().delete(scope, type, id));
        };
    }

    private Stream<Call> aboutOne(BiFunction<RecordType, RecordId, Call> call) {
        return types.stream().flatMap(type -> ids.stream().map(id -> call.apply(type, id)));
    }

    /** The first of the calls whose values pass the descriptor's patterns. */
    private PlannedCall planned(String operation, Stream<Call> calls) {
        CallScope scope = scope();
        List<String> refusals = new ArrayList<>();
        return calls.flatMap(call -> attempted(call, scope, refusals).stream())
                .findFirst()
                .map(request -> planned(operation, request))
                .orElseGet(() -> new PlannedCall(
                        operation,
                        "",
                        "",
                        Map.of(),
                        Optional.empty(),
                        false,
                        "",
                        "",
                        List.of("no sample fits; give one with --type and --id. "
                                + refusals.stream().findFirst().orElse(""))));
    }

    private Optional<RestRequest> attempted(Call call, CallScope scope, List<String> refusals) {
        try {
            call.in(scope);
        } catch (RecordValidation unfit) {
            refusals.add(unfit.safeMessage());
        } catch (McpServerException onlyPlanned) {
            return catcher.taken();
        }
        return Optional.empty();
    }

    private PlannedCall planned(String operation, RestRequest request) {
        List<String> notes = new ArrayList<>();
        if (request.safety() == RetrySafety.READ && CHANGING.contains(operation)) {
            notes.add("this request comes first; what it finds goes into the one that does it");
        }
        if (operation.equals("query") || operation.equals("search")) {
            notes.add(upstream.descriptor()
                    .operation(request.operation())
                    .flatMap(Operation::paging)
                    .map(CallTable::words)
                    .orElse("one answer holds all rows"));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.putAll(request.headers());
        credential(headers);
        request.body().ifPresent(_ -> headers.put("Content-Type", request.form() ? FORM : "application/json"));
        return new PlannedCall(
                operation,
                request.method(),
                request.url().toString(),
                headers,
                request.body(),
                request.form(),
                request.success().isEmpty()
                        ? "any 2xx"
                        : request.success().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")),
                repeated(request.safety()),
                notes);
    }

    private void credential(Map<String, String> headers) {
        Descriptor.Auth auth = upstream.descriptor().auth();
        switch (auth.kind()) {
            case OAUTH, BEARER -> headers.put("Authorization", auth.scheme() + " " + MASK);
            case BASIC -> headers.put("Authorization", "Basic " + MASK);
            case HEADERS ->
                headers.put(settings.value("UPSTREAM_API_KEY_HEADER").orElse("X-API-Key"), MASK);
            case NONE -> {
                // Everybody is let in.
            }
        }
        auth.also().forEach(each -> headers.put(each.header(), each.value().orElse(MASK)));
    }

    private static String words(Paging paging) {
        String mode = switch (paging.mode()) {
            case Paging.Mode.ByOffset _ -> "pages by offset";
            case Paging.Mode.ByNumber _ -> "pages by number";
            case Paging.Mode.ByLink _ -> "pages by the link in the answer";
            case Paging.Mode.ByCursor _ -> "pages by a mark in the answer before";
            case Paging.Mode.ByLastItem _ -> "pages by the last row of the answer before";
            case Paging.Mode.InQuery _ -> "pages by the query's own text: one answer, one page";
        };
        return mode + ", at most " + paging.maxSize() + " rows each"
                + (paging.next().isPresent() ? "; the answer says whether there is another" : "");
    }

    private static String repeated(RetrySafety safety) {
        return switch (safety) {
            case READ -> "after 429, 5xx, time-outs and broken connections: it changes nothing";
            case WRITE, DELETE -> "after 429, 5xx, time-outs and broken connections: twice is as good as once";
            case KEYED_CREATE -> "after 429, 5xx, time-outs and broken connections, under the same key";
            case CREATE, ACTION -> "only where it is certain that nothing happened: 429, never connected";
        };
    }

    private static String word(RecordOperation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    private CallScope scope() {
        Optional<AccountId> account = account();
        BaseUrl url = account.flatMap(upstream::baseUrlOf)
                .or(upstream::defaultBaseUrl)
                .orElseThrow(() -> new RecordValidation(
                        "account_id", "none of the samples fits accountPattern; set UPSTREAM_ACCOUNT_ID"));
        return new CallScope(
                new Target(account, url),
                new UpstreamToken.Bearer(new Secret(MASK)),
                clock.instant().plus(upstream.callBudget()),
                CallOptions.of(Map.of(CallWishes.KEY_FIELD, "external_id")),
                ProgressListener.none());
    }

    private Optional<AccountId> account() {
        return Stream.concat(settings.value("UPSTREAM_ACCOUNT_ID").stream(), ACCOUNTS.stream())
                .map(AccountId::new)
                .filter(it -> upstream.baseUrlOf(it).isPresent())
                .findFirst()
                .or(() -> settings.value("UPSTREAM_ACCOUNT_ID").map(AccountId::new));
    }

    /** One call of a port. */
    @FunctionalInterface
    private interface Call {
        Answer<?> in(CallScope scope);
    }
}
