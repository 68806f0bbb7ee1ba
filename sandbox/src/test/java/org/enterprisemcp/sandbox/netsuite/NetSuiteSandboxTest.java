package org.enterprisemcp.sandbox.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.PRODUCTION;
import static org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.SANDBOX;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.Options;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteSandboxTest {

    private static final String CUSTOMER = "{'companyName':'Acme','subsidiary':{'id':1}}";

    private final NetSuiteSandbox sandbox =
            NetSuiteSandbox.start(Options.usual().with(new MutableClock()));
    private final RawHttp http = new RawHttp(URI.create(sandbox.url()).getPort());

    @BeforeEach
    void startAfresh() {
        sandbox.control().reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void refusesAnAccountThatItHasNot() {
        assertThatThrownBy(() -> sandbox.restUrl("7654321"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PRODUCTION);
        assertThat(http.send("GET", "/7654321/services/rest/record/v1/customer", Map.of(), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer a.b.c", "Basic eDp5", "Bearer control-x"})
    void refusesACallWithoutALiveBearer(String authorization) {
        HttpReply reply = call(PRODUCTION, "record/v1/customer", authorization);
        assertInvalidLogin(reply, PRODUCTION);
    }

    @Test
    void refusesTheBearerOfTheOtherAccount() {
        for (String service : List.of("record/v1/customer", "query/v1/dataset/", "system/v1/governanceLimits")) {
            assertInvalidLogin(call(PRODUCTION, service, "Bearer " + sandbox.issueToken(SANDBOX)), PRODUCTION);
            assertInvalidLogin(call(SANDBOX, service, "Bearer " + sandbox.issueToken(PRODUCTION)), SANDBOX);
        }
    }

    @Test
    void refusesABearerAfterItsHour() {
        Visitor visitor = new Visitor(sandbox, PRODUCTION);
        sandbox.control().advance(Duration.ofMinutes(59));
        assertThat(visitor.get("record/v1/customer?limit=1").status()).isEqualTo(200);
        sandbox.control().advance(Duration.ofMinutes(1));
        assertInvalidLogin(visitor.get("record/v1/customer?limit=1"), PRODUCTION);
    }

    @Test
    void actsAsTheRoleOfTheBearer() {
        String limited = "Bearer " + sandbox.issueLimitedToken(PRODUCTION);
        assertThat(call(PRODUCTION, "record/v1/employee", limited).status()).isEqualTo(403);
        assertThat(call(PRODUCTION, "record/v1/customer", limited).status()).isEqualTo(200);
        assertInvalidLogin(call(SANDBOX, "record/v1/customer", limited), SANDBOX);
    }

    private static void assertInvalidLogin(HttpReply reply, String account) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .contains("Bearer realm=\"" + account
                        + "\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"");
        assertThat(reply.json().at("/o:errorDetails/0/o:errorCode").asText()).isEqualTo("INVALID_LOGIN");
        assertNetSuiteHeaders(reply);
    }

    private static void assertNetSuiteHeaders(HttpReply reply) {
        assertThat(reply.header("X-N-OperationId").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(reply.header("X-NetSuite-JobId")).isPresent();
        assertThat(reply.header("Cache-Control")).contains("No-Cache");
        assertThat(reply.header("Pragma")).contains("No-Cache");
        assertThat(reply.header("Expires")).contains("0");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "/1234567/services/rest/nothing/v1",
        "/1234567/services/soap",
        "/1234567",
        "/1234567/",
        "/",
        "/services/rest/record/v1",
        "/1234567/services/rest/auth/oauth2/v1/nothing"
    })
    void answersElsewhereInItsOwnWords(String path) {
        HttpReply reply = http.send(
                "GET", path, Map.of("Authorization", "Bearer " + sandbox.issueToken(PRODUCTION)), new byte[0]);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type").orElseThrow())
                .isEqualTo("application/vnd.oracle.resource+json; type=error; charset=UTF-8");
        assertThat(reply.json().path("type").asText()).endsWith("rfc9110.html#section-15.5.5");
        assertThat(reply.json().at("/o:errorDetails/0/o:errorUrl").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/1234567_SB1, 127.0.0.1, 1234567_SB1",
        "/1234567-sb1, 127.0.0.1, 1234567_SB1",
        "/1234567_sb1, x, 1234567_SB1",
        "'', 1234567-sb1.suitetalk.api.netsuite.com, 1234567_SB1",
        "'', 1234567-SB1.localhost:99, 1234567_SB1",
        "'', 1234567.suitetalk.api.netsuite.com, 1234567",
        "/1234567, 1234567-sb1.localhost, 1234567"
    })
    void findsTheAccountByItsPathOrElseByItsHost(String prefix, String host, String account) {
        HttpReply reply = http.send(
                "GET",
                prefix + "/services/rest/record/v1/currency",
                Map.of("Host", host, "Authorization", "Bearer " + sandbox.issueToken(account)),
                new byte[0]);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(sandbox.control().journal().getFirst().account()).isEqualTo(account);
        assertThat(sandbox.control().journal().getFirst().path()).isEqualTo("/services/rest/record/v1/currency");
    }

    @Test
    void keepsTheRecordsOfItsAccountsApart() {
        Visitor production = new Visitor(sandbox, PRODUCTION);
        Visitor other = new Visitor(sandbox, SANDBOX);
        String location = production
                .post("record/v1/customer", CUSTOMER)
                .header("Location")
                .orElseThrow();
        assertThat(location).startsWith(sandbox.restUrl(PRODUCTION) + "record/v1/customer/");
        String made = location.substring(sandbox.restUrl(PRODUCTION).length());
        assertThat(production.get(made).json().path("companyName").asText()).isEqualTo("Acme");
        assertThat(other.get(made).status()).isEqualTo(404);
        assertThat(production.get("record/v1/customer/101").json())
                .isNotEqualTo(other.get("record/v1/customer/101").json());
    }

    @Test
    void queriesTheRecordsThatWereJustWritten() {
        Visitor visitor = new Visitor(sandbox, PRODUCTION);
        String location =
                visitor.post("record/v1/customer", CUSTOMER).header("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        String sql =
                "SELECT c.id, c.companyname, BUILTIN.DF(c.subsidiary) AS subsidiary FROM customer c WHERE c.id = " + id;
        HttpReply reply = visitor.suiteQl(sql);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Preference-Applied")).contains("transient");
        assertThat(reply.json().at("/items/0/companyname").asText()).isEqualTo("Acme");
        assertThat(reply.json().at("/items/0/subsidiary").asText()).isNotBlank();
        assertThat(new Visitor(sandbox, SANDBOX)
                        .suiteQl(sql)
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();
        sandbox.control().reset();
        assertThat(visitor.suiteQl(sql).json().path("totalResults").asInt()).isZero();
    }

    @Test
    void putsItsHeadersOnEveryRestAnswer() {
        Visitor visitor = new Visitor(sandbox, PRODUCTION);
        assertNetSuiteHeaders(visitor.get("record/v1/customer?limit=1"));
        assertNetSuiteHeaders(visitor.get("record/v1/nothing/1"));
        assertNetSuiteHeaders(visitor.send("DELETE", "record/v1/customer/0", ""));
        assertThat(visitor.get("record/v1/customer?limit=1").header("X-N-OperationId"))
                .isNotEqualTo(visitor.get("record/v1/customer?limit=1").header("X-N-OperationId"));
    }

    @Test
    void refusesInNetSuitesWordsWhenAllSlotsAreTaken() {
        sandbox.control().limitConcurrency(0);
        HttpReply reply = new Visitor(sandbox, PRODUCTION).get("record/v1/customer");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.json().path("title").asText()).isEqualTo("Bad Request");
        assertThat(reply.json().at("/o:errorDetails/0/detail").asText())
                .isEqualTo("Concurrent request limit exceeded. Request blocked.");
        assertThat(reply.json().at("/o:errorDetails/0/o:errorCode").asText()).isEqualTo("CONCURRENCY_LIMIT_EXCEEDED");
        assertThat(http.send("GET", URI.create(sandbox.keysUrl(PRODUCTION)).getPath(), Map.of(), new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "500, Internal Server Error, 15.6.1",
        "502, Bad Gateway, 15.6.3",
        "503, Service Unavailable, 15.6.4",
        "504, Gateway Timeout, 15.6.5"
    })
    void breaksInNetSuitesWords(int status, String title, String section) {
        sandbox.control().inject(Fault.status(status, Map.of(), "GET", "/services/rest/record", 1));
        HttpReply reply = new Visitor(sandbox, PRODUCTION).get("record/v1/customer");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isEqualTo(title);
        assertThat(reply.json().path("type").asText()).endsWith("#section-" + section);
        assertThat(reply.json().at("/o:errorDetails/0/o:errorCode").asText()).isEqualTo("UNEXPECTED_ERROR");
    }

    @Test
    void losesOnlyTheAnswerWhenItCutsTheConnectionAfterACreate() {
        Visitor visitor = new Visitor(sandbox, PRODUCTION);
        sandbox.control().inject(Fault.of(Kind.RESET_BEFORE, "POST", "/services/rest/record", 1));
        assertThatThrownBy(() -> visitor.post("record/v1/customer", CUSTOMER)).isInstanceOf(UncheckedIOException.class);
        int before = customers(visitor);
        sandbox.control().inject(Fault.of(Kind.RESET_AFTER, "POST", "/services/rest/record", 1));
        assertThatThrownBy(() -> visitor.post("record/v1/customer", CUSTOMER)).isInstanceOf(UncheckedIOException.class);
        assertThat(customers(visitor)).isEqualTo(before + 1);
    }

    private static int customers(Visitor visitor) {
        return visitor.get("record/v1/customer?limit=1")
                .json()
                .path("totalResults")
                .asInt();
    }

    @Test
    void forgetsWhatWasWrittenWhenItIsReset() {
        Visitor visitor = new Visitor(sandbox, PRODUCTION);
        int before = customers(visitor);
        visitor.post("record/v1/customer", CUSTOMER);
        sandbox.control().reset();
        assertThat(customers(visitor)).isEqualTo(before);
        assertThat(sandbox.control().journal()).hasSize(1);
    }

    @Test
    void isControlledOnAPortOfItsOwn() {
        URI control = URI.create(sandbox.controlUrl());
        RawHttp there = new RawHttp(control.getPort());
        assertThat(control.getPort()).isNotEqualTo(URI.create(sandbox.url()).getPort());
        assertThat(there.send("GET", control.getPath() + "/journal", Map.of(), new byte[0])
                        .status())
                .isEqualTo(401);
        Map<String, String> token = Map.of("Authorization", "Bearer " + sandbox.controlToken());
        assertThat(there.send("GET", control.getPath() + "/journal", token, new byte[0])
                        .status())
                .isEqualTo(200);
        assertThat(http.send("GET", "/__sandbox/journal", token, new byte[0]).status())
                .isEqualTo(404);
    }

    private HttpReply call(String account, String target, String authorization) {
        Map<String, String> headers = authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
        return http.send("GET", URI.create(sandbox.restUrl(account)).getPath() + target, headers, new byte[0]);
    }
}
