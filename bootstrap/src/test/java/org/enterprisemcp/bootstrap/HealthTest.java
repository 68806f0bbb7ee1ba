package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

    private static final String TOKEN = "an-admin-token-of-more-than-32-characters";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 192.0.2.1",
                "Forwarded       | for=127.0.0.1",
                "Host            | evil.example",
                "Authorization   | Bearer wrong"
            })
    void tellsAStrangerNoMoreThanTheStatus(String header, String value) {
        try (Application application = start()) {
            HttpReply reply = send(application, "GET", "/health", Map.of(header, value));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().fieldNames()).toIterable().containsExactly("status", "version", "oauth_configured");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void takesOnlyGetAndHead(String path) {
        try (Application application = start()) {
            for (String method : new String[] {"POST", "PUT", "DELETE"}) {
                HttpReply refused = send(application, method, path, Map.of());
                assertThat(refused.status()).isEqualTo(405);
                assertThat(refused.header("Allow")).contains("GET, HEAD");
            }
            HttpReply head = send(application, "HEAD", path, Map.of());
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.text()).isEmpty();
        }
    }

    @Test
    void showsOperatorsEachCheckAndNeverAValueEvenWithoutDebug() {
        try (Application application = start()) {
            HttpReply reply = send(
                    application,
                    "GET",
                    "/health",
                    Map.of("Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "192.0.2.1"));
            for (String check : new String[] {"accepting", "store", "keys", "configuration", "threads"}) {
                assertThat(reply.json().at("/checks/" + check + "/status").asText())
                        .as(check)
                        .isEqualTo("UP");
                assertThat(reply.json().at("/checks/" + check + "/reason").asText())
                        .isNotEmpty();
            }
            assertThat(reply.json().path("instance_id").asText()).isNotEmpty();
            assertThat(reply.json().has("uptime_seconds")).isTrue();
            assertThat(reply.json().at("/configuration/admin_token").asBoolean())
                    .isTrue();
            assertThat(reply.json().path("variables_set").toString()).contains("ADMIN_TOKEN");
            assertThat(reply.text()).doesNotContain(TOKEN);
        }
    }

    private static HttpReply send(Application application, String method, String path, Map<String, String> headers) {
        return new RawHttp(application.port()).send(method, path, headers, new byte[0]);
    }

    private static Application start() {
        return Application.start(Environment.of(new HashMap<>(Map.of(
                "UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme", "MCP_PORT", "0", "ADMIN_TOKEN", TOKEN))));
    }
}
