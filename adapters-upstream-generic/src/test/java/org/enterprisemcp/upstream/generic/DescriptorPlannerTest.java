package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.enterprisemcp.domain.port.PlanSample;
import org.enterprisemcp.domain.port.UpstreamPlan;
import org.enterprisemcp.domain.port.UpstreamPlan.PlannedCall;
import org.enterprisemcp.domain.port.UpstreamPlanner;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a descriptor would send, told without sending it. */
class DescriptorPlannerTest {

    private static final PlanSample ANY = new PlanSample(Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void namesEveryProblemOfTheFileAtOnce() {
        UpstreamPlan plan = plan("""
                descriptor: 1
                name: own
                baseUrl: "http://example.com/"
                auth: { kind: bearer }
                read: { method: GET, path: "{type}" }
                delete: { method: DELETE, path: "{type}/{id}", colour: red }
                """, ANY);

        assertThat(plan.problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("own.yaml:5: read.path: must hold {id}"))
                .anySatisfy(problem -> assertThat(problem).startsWith("own.yaml:6: delete.colour: is no field"));
        assertThat(plan.calls()).isEmpty();
    }

    @Test
    void saysWhereNoSampleFits() {
        UpstreamPlan plan = plan("""
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: none }
                ids: { pattern: "ID-[0-9]{7}" }
                read: { method: GET, path: "{type}/{id}" }
                """, ANY);

        assertThat(call(plan, "read").notes().getFirst()).contains("give one with --type and --id", "record_id");
    }

    @Test
    void sendsNothing() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"))) {
            UpstreamPlan plan = plan(TestUpstream.NUMBERED.replace("http://127.0.0.1:1/", server.baseUrl()), ANY);

            assertThat(plan.calls()).hasSize(6);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void showsEachCallOfThePlainDescriptor() {
        UpstreamPlan plan = planOf(Map.of("UPSTREAM_DESCRIPTOR", "generic", "UPSTREAM_ACCOUNT_ID", "acme"), ANY);

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.calls())
                .extracting(PlannedCall::operation)
                .containsExactly("create", "read", "update", "delete", "query");
        PlannedCall create = call(plan, "create");
        assertThat(create.method()).isEqualTo("POST");
        assertThat(create.url()).startsWith("https://acme.").endsWith("/customers");
        assertThat(create.headers()).containsEntry("Authorization", "Bearer ***");
        assertThat(create.body()).contains(new Fields(Map.of("name", "Acme")));
        assertThat(create.repeated()).startsWith("only where it is certain");
        assertThat(call(plan, "read").url()).endsWith("/customers/42");
        assertThat(call(plan, "query").url()).contains("q=SELECT%20id", "limit=100");
        assertThat(call(plan, "query").notes().getFirst()).startsWith("pages by offset");
    }

    @Test
    void tellsOfASecretThatIsMissingAndWarnsOfWhatIsSeldomMeant() {
        UpstreamPlan plan = plan("""
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: bearer, secret: SHOP_TOKEN }
                update: { method: PATCH, path: "{type}({id})" }
                """, ANY);

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).startsWith("SHOP_TOKEN is not set"));
        assertThat(plan.warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("own.yaml:5: update.ifMatch: is none"));
        assertThat(call(plan, "update").headers()).containsEntry("Authorization", "Bearer ***");
    }

    @Test
    void showsSuccessRawQueriesAndPages() {
        UpstreamPlan plan = plan(TestUpstream.NUMBERED, ANY);

        assertThat(call(plan, "create").success()).isEqualTo("201");
        assertThat(call(plan, "read").success()).isEqualTo("any 2xx");
        assertThat(call(plan, "read").headers()).doesNotContainKey("Authorization");
        assertThat(call(plan, "query").url()).isEqualTo("http://127.0.0.1:1/customer?name=Acme&_page=1&_limit=2");
    }

    @Test
    void takesTheSamplesThatItIsGiven() {
        UpstreamPlan plan = plan(TestUpstream.NUMBERED, new PlanSample(Optional.of("orders"), Optional.of("7")));

        assertThat(call(plan, "delete").url()).isEqualTo("http://127.0.0.1:1/orders/7");
    }

    @Test
    void namesTheExtensionsAndAsksNone() {
        UpstreamPlan plan =
                plan(TestUpstream.NUMBERED + "use: { customizer: sap-csrf, classifier: rpc-errors }\n", ANY);

        assertThat(plan.notes()).hasSize(2).first().asString().contains("sap-csrf");
        assertThat(call(plan, "create").headers()).doesNotContainKey("X-CSRF-Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generic", "salesforce", "dataverse", "servicenow", "hubspot", "postgrest", "stripe", "zoho"})
    void findsSamplesForEveryCallOfTheShippedDescriptors(String name) {
        UpstreamPlan plan = planOf(Map.of("UPSTREAM_DESCRIPTOR", name), ANY);

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.calls())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(call -> assertThat(call.url()).as(call.toString()).startsWith("https://"));
    }

    @Test
    void masksTheSecretsThatADescriptorNames() {
        UpstreamPlan plan = planOf(Map.of("UPSTREAM_DESCRIPTOR", "postgrest"), ANY);

        assertThat(plan.notes()).contains("UPSTREAM_ACCESS_TOKEN is not set; the server would not start without it");
        assertThat(call(plan, "read").headers())
                .containsEntry("apikey", "***")
                .containsEntry("Authorization", "Bearer ***");
        assertThat(call(plan, "upsert").url()).contains("on_conflict=");
    }

    @Test
    void saysWhichBodyIsAForm() {
        UpstreamPlan plan = planOf(Map.of("UPSTREAM_DESCRIPTOR", "stripe"), ANY);

        assertThat(call(plan, "create").form()).isTrue();
        assertThat(call(plan, "create").headers()).containsKey("Idempotency-Key");
        assertThat(call(plan, "create").repeated()).contains("under the same key");
    }

    private static PlannedCall call(UpstreamPlan plan, String operation) {
        return plan.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .findFirst()
                .orElseThrow(() -> new AssertionError(plan));
    }

    private UpstreamPlan plan(String yaml, PlanSample sample) {
        return planOf(
                Map.of("UPSTREAM_DESCRIPTOR", TestUpstream.file(folder, yaml).toString()), sample);
    }

    private static UpstreamPlan planOf(Map<String, String> settings, PlanSample sample) {
        Map<String, String> all = new HashMap<>(settings);
        return ServiceLoader.load(UpstreamPlanner.class)
                .findFirst()
                .orElseThrow()
                .plan(name -> Optional.ofNullable(all.get(name)), sample, Clock.systemUTC());
    }
}
