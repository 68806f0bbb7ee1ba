package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The consent page in Chromium: how it looks, who can use it, and where it can not be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentPageIT {

    /** WCAG 2.2, 1.4.3 and 2.5.5. */
    private static final double READABLE = 4.5;

    private static final double TOUCHABLE = 44;

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
    void isReadableUsableAndNotToBeFramed(@TempDir Path home) throws Exception {
        String client = product.register(OAuthProduct.REDIRECT);
        JsonNode report = new ObjectMapper()
                .readTree(Npm.run(
                        home,
                        List.of(
                                "consent-page.mjs",
                                chromium(),
                                product.authorizationUrl(client, "mcp:read mcp:write"),
                                OAuthProduct.REDIRECT,
                                home.toString())));

        assertThat(report.path("framed").asBoolean()).isFalse();
        assertThat(report.path("console")).hasSize(1).first().asString().contains("frame-ancestors");
        assertThat(report.at("/denied/end").asText())
                .contains("error=access_denied")
                .contains("iss=");
        assertThat(report.at("/denied/sent/0/origin").asText()).isEqualTo(product.base());
        assertThat(report.at("/allowed/end").asText()).contains("code=").contains("iss=");
        assertThat(report.path("looks")).hasSize(4).allSatisfy(look -> {
            assertThat(look.path("lang").asText()).isEqualTo("en");
            assertThat(look.path("title").asText()).isNotEmpty();
            assertThat(look.path("lowestContrast").asDouble()).isGreaterThanOrEqualTo(READABLE);
            assertThat(look.path("sidewaysScroll").asBoolean()).isFalse();
            assertThat(look.path("heights"))
                    .hasSize(2)
                    .allSatisfy(height -> assertThat(height.asDouble()).isGreaterThanOrEqualTo(TOUCHABLE));
            assertThat(look.at("/focused/0/text").asText()).isEqualTo("Deny");
            assertThat(look.at("/focused/1/text").asText()).isEqualTo("Allow and sign in");
            assertThat(look.at("/focused/1/outline").asText()).isEqualTo("solid");
        });
    }

    private static String chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError("There is no Chromium: apt-get install chromium"));
    }
}
