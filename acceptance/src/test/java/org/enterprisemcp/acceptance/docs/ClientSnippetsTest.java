package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.OAuthProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages tell people to paste into their clients is what the demo prints, but for the port and the name. */
class ClientSnippetsTest {

    private static final String LOCAL = "http://127.0.0.1:8000/mcp";
    private static final String LAST_LINE = "Ctrl-C stops both";
    private static final int PATIENCE_SECONDS = 120;
    private static final Pattern BLANK = Pattern.compile("\\s+");

    @TempDir
    private Path folder;

    @Test
    void areWhatTheDemoPrints() {
        int port = OAuthProduct.freePort();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.enterprisemcp.sandbox.Demo",
                "--port",
                String.valueOf(port));
        String printed;
        try (Launch demo = new Launch(command, Map.of(), folder)) {
            printed = demo.until(LAST_LINE, PATIENCE_SECONDS);
        }
        String comparable = squeezed(printed.replace("127.0.0.1:" + port, "127.0.0.1:8000")
                .replace("\"enterprise-mcp-demo\"", "\"enterprise-mcp\""));
        assertThat(onTheClientsPage())
                .hasSizeGreaterThan(2)
                .allSatisfy(snippet -> assertThat(comparable).contains(squeezed(snippet)));
        assertThat(inTheReadme())
                .hasSizeGreaterThan(2)
                .allSatisfy(snippet -> assertThat(comparable).contains(squeezed(snippet)));
    }

    private static List<String> onTheClientsPage() {
        return Page.of("docs/clients.md").blocks("json").stream()
                .filter(block -> block.contains(LOCAL))
                .toList();
    }

    private static List<String> inTheReadme() {
        return Page.of("README.md").code().stream()
                .filter(code -> code.startsWith("{") && code.contains(LOCAL))
                .toList();
    }

    private static String squeezed(String text) {
        return BLANK.matcher(text).replaceAll("");
    }
}
