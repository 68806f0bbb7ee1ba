package org.enterprisemcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.enterprisemcp.mcp.Revisions.Hints;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.Revisions.ModernNotification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table that decides to which era a message belongs. */
class RevisionsTest {

    private static final String CLAIM = "\"io.modelcontextprotocol/protocolVersion\":";
    private static final String CAPABILITIES = "\"io.modelcontextprotocol/clientCapabilities\":{}";

    private final JsonCodec codec = new JsonCodec();

    @ParameterizedTest(name = "row {0}: {1} with version {2} and method {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2  | []                             |            |            | -32600 | ",
                "2  | [CALL(MODERN)]                 |            |            | -32600 | ",
                "2  | [CALL(), CALL(MODERN)]         |            |            | -32600 | ",
                "2  | [CALL(), CALL(BROKEN)]         |            |            | -32600 | ",
                "2  | [CALL(), 3]                    |            |            | -32600 | ",
                "2  | [CALL(), {'jsonrpc':'2.0','id':1,'method':'a','params':3}] | | | -32600 | ",
                "2  | [NOTE(MODERN)]                 |            |            | -32600 | ",
                "5  | 3                              |            |            | -32600 | ",
                "5  | {}                             | 2026-07-28 |            | -32600 | ",
                "5  | {'jsonrpc':'1.0','id':1,'method':'a'} |     |            | -32600 | ",
                "6  | INIT()                         | 2026-07-28 |            | -32020 | 7",
                "6  | INIT(OLD)                      | 2026-07-28 |            | -32020 | 7",
                "6  | INIT(HALF)                     | 2027-01-01 |            | -32020 | 7",
                "8  | CALL(HALF)                     |            |            | -32602 | 7",
                "8  | CALL(HALF)                     | 2025-11-25 |            | -32602 | 7",
                "8  | CALL(BROKEN)                   |            |            | -32602 | 7",
                "8  | CALL(MODERN,'progressToken':true) |         |            | -32602 | 7",
                "8  | CALL(MODERN,'progressToken':1.5) |          |            | -32602 | 7",
                "8  | CALL(MODERN,'io.modelcontextprotocol/clientInfo':{'name':'x'}) | | | -32602 | 7",
                "9  | CALL(MODERN)                   | 2025-11-25 |            | -32020 | 7",
                "9  | CALL(OLD)                      | 2026-07-28 |            | -32020 | 7",
                "10 | CALL(MODERN)                   | 2026-07-28 | tools/list | -32020 | 7",
                "10 | CALL(MODERN)                   | 2026-07-28 | PING       | -32020 | 7",
                "12 | CALL()                         | 2026-07-28 |            | -32602 | 7",
                "12 | CALL()                         | 2099-12-31 | ping       | -32602 | 7",
                "14 | NOTE(BROKEN)                   |            |            | -32602 | absent",
                "14 | NOTE(MODERN)                   | 2025-11-25 |            | -32020 | absent",
                "14 | NOTE(MODERN)                   | 2026-07-28 | other      | -32020 | absent",
                "15 | NOTE()                         | 2026-07-28 | other      | -32020 | absent"
            })
    void refusesWhatContradictsItselfOrIsNoMessage(
            int row, String body, String version, String method, int code, String id) {
        ProtocolRefusal refusal = catchThrowableOfType(
                ProtocolRefusal.class, () -> Revisions.classify(codec.parse(json(body)), hints(version, method)));
        assertThat(refusal).as("row " + row).isNotNull();
        assertThat(refusal.status()).isEqualTo(400);
        var answer = codec.mapper().valueToTree(refusal.body());
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).isNotBlank();
        if ("absent".equals(id)) {
            assertThat(answer.has("id")).isFalse();
        } else if (id != null) {
            assertThat(answer.path("id").asText()).isEqualTo(id);
        }
    }

    @ParameterizedTest(name = "row {0}: {1} with version {2} and method {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "3  | [CALL()]                       |            |            | legacy",
                "3  | [CALL(), NOTE(), ANSWER]       | 2026-07-28 |            | legacy",
                "4  | ANSWER                         |            |            | legacy",
                "4  | ANSWER                         | 2026-07-28 | ping       | legacy",
                "7  | INIT()                         |            |            | legacy",
                "7  | INIT()                         | 2025-11-25 | other      | legacy",
                "7  | INIT(HALF)                     |            |            | legacy",
                "7  | INIT(OLD)                      |            |            | legacy",
                "11 | CALL(MODERN)                   |            |            | modern",
                "11 | CALL(MODERN)                   | 2026-07-28 | ping       | modern",
                "11 | CALL(MODERN,'progressToken':3) | 2026-07-28 |            | modern",
                "11 | CALL(OLD)                      | 2025-11-25 |            | modern",
                "11 | CALL(FUTURE)                   | 2099-12-31 |            | modern",
                "11 | INIT(MODERN)                   | 2026-07-28 |            | modern",
                "13 | CALL()                         |            |            | legacy",
                "13 | CALL()                         | 2025-11-25 | other      | legacy",
                "13 | CALL()                         | tomorrow   |            | legacy",
                "14 | NOTE(MODERN)                   |            |            | modern",
                "14 | NOTE(MODERN)                   | 2026-07-28 | note       | modern",
                "15 | NOTE()                         | 2026-07-28 |            | modern",
                "15 | NOTE()                         | 2026-07-28 | note       | modern",
                "16 | NOTE()                         |            |            | legacy",
                "16 | NOTE()                         | 2025-11-25 | other      | legacy"
            })
    void findsTheEraOfAMessage(int row, String body, String version, String method, String era) {
        String found = switch (Revisions.classify(codec.parse(json(body)), hints(version, method))) {
            case Legacy legacy -> "legacy";
            case Modern modern -> "modern";
            case ModernNotification note -> "modern";
        };
        assertThat(found).as("row " + row).isEqualTo(era);
    }

    private static Hints hints(String version, String method) {
        return new Hints(Optional.ofNullable(version), Optional.ofNullable(method));
    }

    /** Writes out the short hands of the table. */
    private static byte[] json(String body) {
        return body.replace("ANSWER", "{'jsonrpc':'2.0','id':1,'result':{}}")
                .replaceAll("CALL\\(([^)]*)\\)", "{'jsonrpc':'2.0','id':7,'method':'ping','params':{'_meta':{$1}}}")
                .replaceAll(
                        "INIT\\(([^)]*)\\)", "{'jsonrpc':'2.0','id':7,'method':'initialize','params':{'_meta':{$1}}}")
                .replaceAll("NOTE\\(([^)]*)\\)", "{'jsonrpc':'2.0','method':'note','params':{'_meta':{$1}}}")
                .replace("MODERN", CLAIM + "\"2026-07-28\"," + CAPABILITIES)
                .replace("FUTURE", CLAIM + "\"2099-12-31\"," + CAPABILITIES)
                .replace("OLD", CLAIM + "\"2025-11-25\"," + CAPABILITIES)
                .replace("HALF", CLAIM + "\"2026-07-28\"")
                .replace("BROKEN", CLAIM + "3," + CAPABILITIES)
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
