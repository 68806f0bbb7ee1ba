package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.ConnectionProbe;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;

class NetSuiteConnectionTest {

    @Test
    void tellsATokenThatIsNoLongerAccepted() {
        try (TestNetSuite up = TestNetSuite.answering(error(401, "INVALID_LOGIN", "Invalid login attempt."))) {
            assertThat(up.failureOf(scope -> probe(up).check(scope)).code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
        }
    }

    @Test
    void tellsARoleThatLacksAPermission() {
        try (TestNetSuite up = TestNetSuite.answering(error(403, "INSUFFICIENT_PERMISSION", "x"))) {
            assertThat(up.failureOf(scope -> probe(up).check(scope)).hint()).contains("REST Web Services");
        }
    }

    @Test
    void asksForOneRecordTypeOnly() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"items\":[{\"name\":\"customer\"}]}"))) {
            assertThat(probe(up).check(up.scope()).value()).isEqualTo(fields("{\"rest_web_services\":\"available\"}"));
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/metadata-catalog?select=customer");
        }
    }

    @Test
    void tellsLimitsWithoutAsking() {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            assertThat(probe(up).limits(up.scope().target()).values())
                    .containsEntry("max_concurrency", 5)
                    .containsEntry("running", 0)
                    .containsEntry("held_back", false)
                    .doesNotContainKey("paused_for_seconds");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void tellsHowLongNetSuiteAskedToWait() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.json(
                429,
                "{\"o:errorDetails\":[{\"detail\":\"x\",\"o:errorCode\":\"CONCURRENCY_LIMIT_EXCEEDED\"}]}",
                "Retry-After: 30"))) {
            assertThat(up.failureOf(scope -> probe(up).check(scope)).code()).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(probe(up).limits(up.scope().target()).values()).containsEntry("paused_for_seconds", 30L);
        }
    }

    private static ConnectionProbe probe(TestNetSuite up) {
        return up.upstream.connection().orElseThrow();
    }
}
