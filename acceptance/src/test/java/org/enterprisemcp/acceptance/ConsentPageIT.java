package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The consent page in Chromium: how it looks, who can use it, and where it can not be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentPageIT {

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final OAuthProduct product = new OAuthProduct(sandbox, Map.of());

    @AfterAll
    void stop() {
        product.close();
        sandbox.close();
    }

    @Test
    @DisplayName(
            "AT-11, AS-29, AT-10: refuses to be framed, can be read and used by everybody, and its form is its own")
    void isReadableUsableAndNotToBeFramed(@TempDir Path home) {
        String client = product.register(OAuthProduct.REDIRECT);
        JsonNode report = Chromium.report(
                home,
                "consent-page.mjs",
                product.authorizationUrl(client, "mcp:read mcp:write"),
                OAuthProduct.REDIRECT,
                Chromium.pictures().toString());

        assertThat(report.path("framed").asBoolean()).isFalse();
        assertThat(report.path("console")).hasSize(1).first().asString().contains("frame-ancestors");
        assertThat(report.at("/denied/end").asText())
                .contains("error=access_denied")
                .contains("iss=");
        assertThat(report.at("/denied/sent/0/origin").asText()).isEqualTo(product.base());
        assertThat(report.at("/allowed/end").asText()).contains("code=").contains("iss=");
        assertThat(report.path("looks")).hasSize(4).allSatisfy(look -> {
            SeenPage.assertReadable(look);
            SeenPage.assertUsable(look, true);
            SeenPage.assertWalkable(look.path("stops"));
            assertThat(look.path("stops"))
                    .extracting(stop -> stop.path("name").asText())
                    .containsExactly("Deny", "Allow and sign in");
        });
    }
}
