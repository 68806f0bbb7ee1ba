package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;

/** The shipped descriptors, each against answers as its vendor documents them. None of them was called live. */
class VendorAnswersTest {

    private static final Map<String, String> TOKEN = Map.of("UPSTREAM_ACCESS_TOKEN", "t0ken");

    private static TestUpstream up(String descriptor, Reply... replies) {
        Function<Request, Reply> script = TestUpstream.answers(replies);
        return TestUpstream.of(descriptor, TOKEN, script);
    }

    private static RecordDraft draft(String type) {
        return new RecordDraft(new RecordType(type), new Fields(Map.of("Name", "Ada")));
    }

    private static RecordPatch patch(String type, String id) {
        return new RecordPatch(new RecordType(type), new RecordId(id), new Fields(Map.of("City", "Bern")));
    }

    private static void delete(TestUpstream up, String type, String id) {
        up.records().delete(up.scope(), new RecordType(type), new RecordId(id));
    }

    private static Map<String, Object> read(TestUpstream up, String type, String id) {
        return up.records()
                .get(up.scope(), new RecordType(type), new RecordId(id))
                .value()
                .fields()
                .values();
    }

    private static ErrorCode refused(TestUpstream up, RecordDraft draft) {
        return up.failureOf(scope -> up.records().create(scope, draft)).code();
    }

    private static Optional<String> created(TestUpstream up, String type) {
        return up.records().create(up.scope(), draft(type)).value().id().map(RecordId::value);
    }

    private static QueryPage rows(TestUpstream up, String text, Map<String, Object> options) {
        return up.query(new Query(text, OptionalInt.of(3), 0), options).value();
    }

    private static List<String> calls(TestUpstream up) {
        return up.server.requests().stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    @Test
    void salesforce() {
        String id = "001D000000IqhSLIAZ";
        try (TestUpstream up = up(
                "salesforce",
                json(400, "[{\"message\":\"No such column\",\"errorCode\":\"INVALID_FIELD\",\"fields\":[\"Nam\"]}]"),
                json(403, "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]"),
                json(400, "[{\"message\":\"duplicate value found\",\"errorCode\":\"DUPLICATE_VALUE\",\"fields\":[]}]"),
                json(401, "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]"),
                json(
                        201,
                        "{\"id\":\"" + id + "\",\"errors\":[],\"success\":true}",
                        "Sforce-Limit-Info: api-usage=14/5000"),
                json(200, "{\"attributes\":{\"type\":\"Account\"},\"Id\":\"" + id + "\",\"Name\":\"Ada\"}"),
                json(204, ""),
                json(204, ""),
                json(300, "[\"/services/data/v63.0/sobjects/Account/001D000000IqhSLIAZ\"]"),
                json(
                        200,
                        "{\"totalSize\":3,\"done\":false,\"nextRecordsUrl\":\"/query/01gD0000002HU6KIAW-2\","
                                + "\"records\":[{\"Name\":\"a\"},{\"Name\":\"b\"}]}"),
                json(200, "{\"totalSize\":3,\"done\":true,\"records\":[{\"Name\":\"c\"}]}"),
                json(200, "{\"sobjects\":[{\"name\":\"Account\",\"label\":\"Account\",\"custom\":false}]}"))) {
            assertThat(refused(up, draft("Account"))).isEqualTo(ErrorCode.VALIDATION);
            assertThat(refused(up, draft("Account"))).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(refused(up, draft("Account"))).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(refused(up, draft("Account"))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
            assertThat(created(up, "Account")).contains(id);
            assertThat(read(up, "Account", id)).containsEntry("Name", "Ada");
            up.records().update(up.scope(), patch("Account", id));
            delete(up, "Account", id);
            assertThat(up.failureOf(_ -> up.upstream
                                    .upserts()
                                    .orElseThrow()
                                    .upsert(
                                            up.scope(Map.of("key_field", "Ext__c")),
                                            new RecordUpsert(new RecordType("Account"), "E-1", Fields.empty())))
                            .code())
                    .isEqualTo(ErrorCode.CONFLICT);
            QueryPage page = rows(up, "SELECT Name FROM Account", Map.of());
            assertThat(page.items()).hasSize(3);
            assertThat(page.total()).isEqualTo(OptionalLong.of(3));
            assertThat(up.upstream
                            .connection()
                            .orElseThrow()
                            .limits(up.scope().target())
                            .values())
                    .containsEntry("quota_remaining", 4986L)
                    .containsEntry("quota", 5000L);
            assertThat(up.upstream
                            .metadata()
                            .orElseThrow()
                            .recordTypes(up.scope(), Optional.empty(), 5)
                            .value()
                            .total())
                    .isEqualTo(1);
            assertThat(calls(up))
                    .endsWith(
                            "POST /sobjects/Account",
                            "GET /sobjects/Account/" + id,
                            "PATCH /sobjects/Account/" + id,
                            "DELETE /sobjects/Account/" + id,
                            "PATCH /sobjects/Account/Ext__c/E-1",
                            "GET /query?q=SELECT%20Name%20FROM%20Account",
                            "GET /query/01gD0000002HU6KIAW-2",
                            "GET /sobjects");
        }
    }

    @Test
    void dataverse() {
        String id = "00000000-0000-0000-0000-000000000001";
        try (TestUpstream up = up(
                "dataverse",
                json(
                        412,
                        "{\"error\":{\"code\":\"0x80040237\",\"message\":\"A record with matching key values exists.\"}}"),
                json(412, "{\"error\":{\"code\":\"0x80060882\",\"message\":\"The version does not match.\"}}"),
                json(204, "", "OData-EntityId: https://acme.api.crm.dynamics.com/api/data/v9.2/accounts(" + id + ")"),
                json(201, "{\"@odata.etag\":\"W/\\\"1\\\"\",\"accountid\":\"" + id + "\",\"name\":\"Ada\"}"),
                json(200, "{\"accountid\":\"" + id + "\",\"name\":\"Ada\"}"),
                json(200, "{\"accountid\":\"" + id + "\"}"),
                json(204, ""),
                json(204, "", "OData-EntityId: https://acme.api.crm.dynamics.com/api/data/v9.2/accounts(" + id + ")"),
                json(
                        200,
                        "{\"value\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"@odata.nextLink\":\"accounts?$skiptoken=2\"}"),
                json(200, "{\"value\":[{\"name\":\"c\"}]}"),
                json(
                        200,
                        "{\"value\":[{\"EntitySetName\":\"accounts\",\"Attributes\":[{\"LogicalName\":\"name\","
                                + "\"AttributeType\":\"String\",\"RequiredLevel\":{\"Value\":\"None\"},\"IsValidForUpdate\":true}]}]}"))) {
            assertThat(refused(up, draft("accounts"))).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(refused(up, draft("accounts"))).isEqualTo(ErrorCode.CONFLICT);
            assertThat(created(up, "accounts")).contains(id);
            assertThat(created(up, "accounts")).contains(id);
            assertThat(read(up, "accounts", id)).containsEntry("name", "Ada");
            up.records().update(up.scope(), patch("accounts", id));
            assertThat(up.lastRequest().headers()).containsEntry("If-Match", "*");
            delete(up, "accounts", id);
            assertThat(up.upstream
                            .upserts()
                            .orElseThrow()
                            .upsert(
                                    up.scope(Map.of("key_field", "accountnumber")),
                                    new RecordUpsert(new RecordType("accounts"), "A-1", Fields.empty()))
                            .value()
                            .id())
                    .contains(new RecordId(id));
            QueryPage page = rows(up, "revenue gt 1", Map.of("record_type", "accounts", "fields", List.of("name")));
            assertThat(page.items()).hasSize(3);
            assertThat(up.lastRequest().headers())
                    .containsEntry("Prefer", "odata.maxpagesize=3")
                    .containsEntry("OData-Version", "4.0")
                    .containsEntry("If-None-Match", "null");
            assertThat(up.upstream
                            .metadata()
                            .orElseThrow()
                            .describe(up.scope(), RecordDescriptionRequest.all(new RecordType("accounts")))
                            .value()
                            .fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.name()).isEqualTo("name"));
            assertThat(calls(up))
                    .contains(
                            "GET /accounts(" + id + ")",
                            "PATCH /accounts(" + id + ")",
                            "PATCH /accounts(accountnumber='A-1')",
                            "GET /accounts?%24filter=revenue%20gt%201&%24select=name%2Caccountid",
                            "GET /accounts?$skiptoken=2");
        }
    }

    @Test
    void servicenow() {
        String id = "c537bae64f411200adf9f8e18110c76e";
        try (TestUpstream up = up(
                "servicenow",
                json(
                        404,
                        "{\"error\":{\"message\":\"No Record found\",\"detail\":\"Record doesn't exist\"},\"status\":\"failure\"}"),
                json(
                        201,
                        "{\"result\":{\"sys_id\":\"" + id + "\",\"number\":\"INC1\"}}",
                        "Location: /api/now/table/incident/" + id),
                json(200, "{\"result\":{\"sys_id\":\"" + id + "\"}}"),
                json(200, "{\"result\":{\"sys_id\":\"" + id + "\"}}"),
                json(204, ""),
                json(200, "{\"result\":[{\"number\":\"1\"},{\"number\":\"2\"}]}", "X-Total-Count: 3"),
                json(200, "{\"result\":[{\"number\":\"3\"}]}", "X-Total-Count: 3"),
                json(429, "{}", "X-RateLimit-Reset: 4102444800"))) {
            assertThat(up.failureOf(scope -> up.records().get(scope, new RecordType("incident"), new RecordId(id)))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
            assertThat(created(up, "incident")).contains(id);
            assertThat(read(up, "incident", id)).containsEntry("sys_id", id);
            up.records().update(up.scope(), patch("incident", id));
            delete(up, "incident", id);
            QueryPage page = rows(up, "active=true", Map.of("record_type", "incident"));
            assertThat(page.items()).hasSize(3);
            assertThat(page.total()).isEqualTo(OptionalLong.of(3));
            assertThat(refused(up, draft("incident"))).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(calls(up))
                    .contains("GET /table/incident?sysparm_query=active%3Dtrue&sysparm_exclude_reference_link=true"
                            + "&sysparm_offset=2&sysparm_limit=1");
        }
    }

    @Test
    void hubspot() {
        String contact = "{\"id\":\"512\",\"properties\":{\"email\":\"ada@example.com\"}}";
        try (TestUpstream up = up(
                "hubspot",
                json(409, "{\"status\":\"error\",\"message\":\"Contact already exists.\",\"category\":\"CONFLICT\"}"),
                json(
                        429,
                        "{\"status\":\"error\",\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\",\"message\":\"limit\"}"),
                json(201, contact),
                json(200, contact),
                json(200, contact),
                json(204, ""),
                json(200, "{\"results\":[" + contact + "," + contact + "],\"paging\":{\"next\":{\"after\":\"NTI1\"}}}"),
                json(200, "{\"results\":[" + contact + "]}"),
                json(
                        200,
                        "{\"total\":3,\"results\":[" + contact + "," + contact
                                + "],\"paging\":{\"next\":{\"after\":\"2\"}}}"),
                json(200, "{\"total\":3,\"results\":[" + contact + "]}"))) {
            assertThat(refused(up, draft("contacts"))).isEqualTo(ErrorCode.CONFLICT);
            McpServerException daily = up.failureOf(scope -> up.records().create(scope, draft("contacts")));
            assertThat(daily.code()).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(daily.retryable()).isFalse();
            assertThat(up.server.requests()).hasSize(2);
            assertThat(created(up, "contacts")).contains("512");
            assertThat(up.lastRequest().body()).isEqualTo("{\"properties\":{\"Name\":\"Ada\"}}");
            assertThat(read(up, "contacts", "512")).containsKey("properties");
            up.records().update(up.scope(), patch("contacts", "512"));
            assertThat(up.lastRequest().body()).isEqualTo("{\"properties\":{\"City\":\"Bern\"}}");
            delete(up, "contacts", "512");
            RecordSearch all =
                    new RecordSearch(new RecordType("contacts"), List.of(), Optional.empty(), List.of("email"), 3, 0);
            assertThat(up.upstream
                            .searches()
                            .orElseThrow()
                            .search(up.scope(), all)
                            .value()
                            .items())
                    .hasSize(3);
            assertThat(up.lastRequest().target())
                    .isEqualTo("/objects/contacts?properties=email%2Cid&limit=3&after=NTI1");
            assertThat(rows(up, "{\"filterGroups\":[]}", Map.of("record_type", "contacts"))
                            .items())
                    .hasSize(3);
            assertThat(up.lastRequest().body()).isEqualTo("{\"filterGroups\":[],\"limit\":3,\"after\":\"2\"}");
        }
    }

    @Test
    void postgrest() {
        try (TestUpstream up = up(
                "postgrest",
                json(
                        409,
                        "{\"code\":\"23505\",\"message\":\"duplicate key value\",\"details\":\"Key (id)=(1) already exists.\"}"),
                json(200, "[]"),
                json(201, "[{\"id\":7,\"name\":\"Ada\"}]"),
                json(200, "[{\"id\":7,\"name\":\"Ada\"}]"),
                json(200, "[{\"id\":7}]"),
                json(200, "[{\"id\":7}]"),
                json(201, "[{\"id\":8}]"),
                json(206, "[{\"id\":1},{\"id\":2}]", "Content-Range: 0-1/3"),
                json(206, "[{\"id\":3}]", "Content-Range: 2-2/3"))) {
            assertThat(refused(up, draft("people"))).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(up.failureOf(scope -> up.records().get(scope, new RecordType("people"), new RecordId("9")))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
            assertThat(created(up, "people")).contains("7");
            assertThat(up.lastRequest().headers()).containsEntry("apikey", "t0ken");
            assertThat(read(up, "people", "7")).containsEntry("name", "Ada");
            up.records().update(up.scope(), patch("people", "7"));
            assertThat(up.lastRequest().headers().get("Prefer")).contains("max-affected=1", "handling=strict");
            delete(up, "people", "7");
            assertThat(up.upstream
                            .upserts()
                            .orElseThrow()
                            .upsert(
                                    up.scope(Map.of("key_field", "email")),
                                    new RecordUpsert(
                                            new RecordType("people"),
                                            "ada@example.com",
                                            new Fields(Map.of("name", "Ada"))))
                            .value()
                            .id())
                    .contains(new RecordId("8"));
            assertThat(up.lastRequest().body()).contains("\"email\":\"ada@example.com\"");
            QueryPage page = rows(up, "people?age=gte.18", Map.of());
            assertThat(page.items()).hasSize(3);
            assertThat(page.total()).isEqualTo(OptionalLong.of(3));
            assertThat(calls(up))
                    .contains(
                            "GET /people?id=eq.7&limit=2",
                            "PATCH /people?id=eq.7",
                            "DELETE /people?id=eq.7",
                            "POST /people?on_conflict=email",
                            "GET /people?age=gte.18&offset=2&limit=1");
        }
    }

    @Test
    void stripe() {
        String customer = "{\"id\":\"cus_1\",\"object\":\"customer\"}";
        try (TestUpstream up = up(
                "stripe",
                json(
                        402,
                        "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"message\":\"Declined.\",\"param\":\"number\"}}"),
                json(500, "{}", "Stripe-Should-Retry: false"),
                json(200, customer),
                json(200, customer),
                json(200, customer),
                json(200, "{\"id\":\"cus_1\",\"deleted\":true}"),
                json(200, "{\"data\":[" + customer + "],\"has_more\":true}"),
                json(200, "{\"data\":[" + customer + "],\"has_more\":false}"),
                json(200, "{\"data\":[" + customer + "],\"has_more\":true,\"next_page\":\"WzEw\"}"),
                json(200, "{\"data\":[" + customer + "],\"has_more\":false,\"next_page\":null}"))) {
            assertThat(refused(up, draft("customers"))).isEqualTo(ErrorCode.VALIDATION);
            assertThat(refused(up, draft("customers"))).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(created(up, "customers")).contains("cus_1");
            assertThat(up.lastRequest().body()).isEqualTo("Name=Ada");
            assertThat(up.lastRequest().headers()).containsKey("Idempotency-Key");
            assertThat(read(up, "customers", "cus_1")).containsEntry("object", "customer");
            up.records().update(up.scope(), patch("customers", "cus_1"));
            delete(up, "customers", "cus_1");
            RecordSearch all =
                    new RecordSearch(new RecordType("customers"), List.of(), Optional.empty(), List.of(), 3, 0);
            assertThat(up.upstream
                            .searches()
                            .orElseThrow()
                            .search(up.scope(), all)
                            .value()
                            .items())
                    .hasSize(2);
            assertThat(up.lastRequest().target()).isEqualTo("/customers?limit=3&starting_after=cus_1");
            assertThat(rows(up, "email:'a'", Map.of("record_type", "customers")).items())
                    .hasSize(2);
            assertThat(up.lastRequest().target())
                    .isEqualTo("/customers/search?query=email%3A%27a%27&limit=3&page=WzEw");
        }
    }

    @Test
    void zoho() {
        try (TestUpstream up = up(
                "zoho",
                json(
                        200,
                        "{\"data\":[{\"code\":\"DUPLICATE_DATA\",\"details\":{},\"message\":\"duplicate data\",\"status\":\"error\"}]}"),
                json(204, ""),
                json(201, "{\"data\":[{\"code\":\"SUCCESS\",\"details\":{\"id\":\"55\"},\"status\":\"success\"}]}"),
                json(200, "{\"data\":[{\"id\":\"55\",\"Last_Name\":\"Ada\"}]}"),
                json(200, "{\"data\":[{\"code\":\"SUCCESS\",\"details\":{\"id\":\"55\"},\"status\":\"success\"}]}"),
                json(200, "{\"data\":[{\"code\":\"SUCCESS\",\"details\":{\"id\":\"55\"},\"status\":\"success\"}]}"),
                json(200, "{\"data\":[{\"id\":\"55\"}],\"info\":{\"more_records\":false}}"))) {
            assertThat(refused(up, draft("Leads"))).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(up.failureOf(scope -> up.records().get(scope, new RecordType("Leads"), new RecordId("9")))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
            assertThat(created(up, "Leads")).contains("55");
            assertThat(up.lastRequest().body()).isEqualTo("{\"data\":[{\"Name\":\"Ada\"}]}");
            assertThat(up.lastRequest().headers()).containsEntry("Authorization", "Zoho-oauthtoken t0ken");
            assertThat(read(up, "Leads", "55")).containsEntry("Last_Name", "Ada");
            up.records().update(up.scope(), patch("Leads", "55"));
            delete(up, "Leads", "55");
            assertThat(rows(up, "select id from Leads limit 0, 1", Map.of()).items())
                    .hasSize(1);
            assertThat(up.lastRequest().body()).isEqualTo("{\"select_query\":\"select id from Leads limit 0, 1\"}");
        }
    }
}
