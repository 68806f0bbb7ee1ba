package org.enterprisemcp.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlEndpointTest {

    private final EchoServer server = new EchoServer();
    private final RawHttp http = new RawHttp(server.port());

    @BeforeEach
    void startAfresh() {
        server.control.reset();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, faults",
        "GET, faults",
        "DELETE, faults",
        "GET, journal",
        "DELETE, journal",
        "POST, concurrency",
        "GET, clock",
        "POST, clock",
        "POST, reset"
    })
    void refusesWhoeverHasNotItsToken(String method, String step) {
        for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer wrong"))) {
            assertThat(http.send(method, "/control/" + step, headers, new byte[0])
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{'kind':'earthquake'}",
                "{'kind':'delay','times':0}",
                "{'kind':'delay','probability':2}",
                "{'kind':'delay','path_pattern':'('}"
            })
    void refusesAFaultThatMakesNoSense(String body) {
        assertThat(control("POST", "faults", body).status()).isEqualTo(400);
        assertThat(control("GET", "faults", "").json()).isEmpty();
    }

    @Test
    void refusesSlotsAndTimesThatMakeNoSense() {
        assertThat(control("POST", "concurrency", "{'slots':-1}").status()).isEqualTo(400);
        assertThat(control("POST", "concurrency", "{").status()).isEqualTo(400);
        assertThat(control("POST", "clock", "{'advance':'an hour'}").status()).isEqualTo(400);
        assertThat(control("POST", "clock", "").status()).isEqualTo(400);
    }

    @Test
    void injectsAndListsAndHeals() {
        String fault = "{'kind':'status','method':'POST','path_pattern':'/things/[0-9]+','account':'b','times':2,"
                + "'status':503,'headers':{'Retry-After':'3'},'body':{'down':true}}";
        assertThat(control("POST", "faults", fault).status()).isEqualTo(204);
        HttpReply befallen = send("POST", "/b/things/1");
        assertThat(befallen.status()).isEqualTo(503);
        assertThat(befallen.header("Retry-After")).contains("3");
        assertThat(befallen.json().path("down").asBoolean()).isTrue();
        JsonNode left = control("GET", "faults", "").json();
        assertThat(left).hasSize(1);
        assertThat(left.at("/0/kind").asText()).isEqualTo("status");
        assertThat(left.at("/0/times").asInt()).isEqualTo(1);
        assertThat(control("DELETE", "faults", "").status()).isEqualTo(204);
        assertThat(send("POST", "/b/things/1").status()).isEqualTo(201);
    }

    @Test
    void goesOnForEverWhereOnlyAProbabilityWasGiven() {
        control("POST", "faults", "{'kind':'expired-token','path':'/things','probability':1,'seed':3}");
        for (int i = 0; i < 5; i++) {
            assertThat(send("GET", "/a/things").status()).isEqualTo(401);
        }
    }

    @Test
    void tellsTheJournalAndForgetsIt() {
        http.send("GET", "/a/things?q=1", Map.of("Authorization", "Bearer secret"), new byte[0]);
        HttpReply told = control("GET", "journal", "");
        assertThat(told.text()).doesNotContain("secret");
        JsonNode entry = told.json().path(0);
        assertThat(entry.path("path").asText()).isEqualTo("/things");
        assertThat(entry.path("account").asText()).isEqualTo("a");
        assertThat(entry.path("credential").asText()).hasSize(8);
        assertThat(entry.path("at").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(control("DELETE", "journal", "").status()).isEqualTo(204);
        assertThat(control("GET", "journal", "").json()).isEmpty();
    }

    @Test
    void limitsMovesTheTimeAndStartsAfresh() {
        assertThat(control("POST", "concurrency", "{'slots':0}").status()).isEqualTo(204);
        assertThat(send("GET", "/a/things").status()).isEqualTo(429);
        assertThat(control("POST", "clock", "{'advance':'PT61M'}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-01-01T13:01:00Z");
        assertThat(control("POST", "reset", "").status()).isEqualTo(204);
        assertThat(send("GET", "/a/things").status()).isEqualTo(201);
        assertThat(control("GET", "clock", "").json().path("now").asText()).isEqualTo("2026-01-01T12:00:00Z");
    }

    private HttpReply control(String method, String step, String body) {
        return http.send(
                method,
                "/control/" + step,
                Map.of("Authorization", "Bearer control-token"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply send(String method, String path) {
        return http.send(method, path, Map.of(), new byte[0]);
    }
}
