package org.enterprisemcp.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordSearch.Filter;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;

/** The fake upstream, ready for the contracts: seven cities, and an order with seven lines. */
final class Fakes {

    static final RecordType CUSTOMER = new RecordType("customer");
    private static final RecordType CITY = new RecordType("city");
    private static final RecordType ORDER = new RecordType("order");
    private static final RecordId MISSING = new RecordId("4711");
    private static final RecordType UNKNOWN = new RecordType("planet");
    private static final List<String> CITIES = List.of("Bern", "Lyon", "Porto", "Ghent", "Turin", "Graz", "Leeds");
    private static final Fields PAYLOAD = new Fields(Map.of("name", "Acme", "city", "Bern", "limit", 10));

    private Fakes() {}

    static UpstreamUnderTest open() {
        return open(fake -> fake);
    }

    /** @param adapter what stands between the contract and the fake */
    static UpstreamUnderTest open(Function<FakeUpstream, Upstream> adapter) {
        MutableClock clock = new MutableClock();
        FakeUpstream fake =
                new FakeUpstream(clock).knowingOnly("customer", "city", "order").withOptionalPorts();
        Function<Duration, CallScope> scopes = time -> new CallScope(
                new Target(Optional.empty(), new BaseUrl("https://acme.fake.example/v1/")),
                new UpstreamToken.Bearer(new Secret("a-token-that-nobody-may-see")),
                clock.instant().plus(time));
        CallScope scope = scopes.apply(Duration.ofSeconds(30));
        for (String city : CITIES) {
            fake.create(scope, new RecordDraft(CITY, new Fields(Map.of("name", city, "known", "yes"))));
        }
        fake.create(scope, new RecordDraft(ORDER, new Fields(Map.of("name", "first", "item", lines()))));
        return new UpstreamUnderTest(adapter.apply(fake), scopes, fake.wire());
    }

    static RecordSample records() {
        return new RecordSample(
                CUSTOMER, () -> PAYLOAD, new Fields(Map.of("city", "Lyon", "limit", 20.5)), "city", MISSING, UNKNOWN);
    }

    static QuerySample queries() {
        return new QuerySample("city", new RowsSample("name", CITIES), "planet");
    }

    static MetadataSample metadata() {
        return new MetadataSample(CITY, "name", UNKNOWN);
    }

    static SearchSample searches() {
        List<String> ids = IntStream.rangeClosed(1, CITIES.size())
                .mapToObj(String::valueOf)
                .toList();
        return new SearchSample(
                CITY,
                List.of(new Filter("known", "is", List.of("yes"), false)),
                ids,
                "name",
                List.of(new Filter("known", "is", List.of("yes"), true)));
    }

    static SublistSample sublists() {
        return new SublistSample(ORDER, new RecordId("8"), "item", new RowsSample("line", lineKeys()), MISSING);
    }

    static TransformSample transforms() {
        return new TransformSample(
                () -> new RecordTransform(ORDER, new RecordId("8"), CUSTOMER, Fields.empty()), MISSING);
    }

    static BatchSample batches() {
        return new BatchSample(
                CUSTOMER, () -> PAYLOAD, new Fields(Map.of("refuse", true)), "4711", Duration.ofSeconds(1));
    }

    private static List<String> lineKeys() {
        return IntStream.rangeClosed(1, 7).mapToObj(String::valueOf).toList();
    }

    private static List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String key : lineKeys()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("line", key);
            line.put("quantity", 1);
            lines.add(line);
        }
        return lines;
    }
}
