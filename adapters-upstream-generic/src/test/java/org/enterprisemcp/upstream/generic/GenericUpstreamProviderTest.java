package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericUpstreamProviderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void namesTheShippedDescriptorsWhenTheChosenOneIsNeitherShippedNorAFile() {
        assertThat(problems(Map.of("UPSTREAM_DESCRIPTOR", "salesfarce")))
                .containsExactly(
                        "UPSTREAM_DESCRIPTOR: salesfarce is neither a shipped descriptor (generic, salesforce, dataverse, servicenow, hubspot, postgrest, stripe, zoho) nor a file that"
                                + " can be read");
    }

    @Test
    void namesUnusableSettingsAndLinesOfTheDescriptorTogether() {
        Path file = TestUpstream.file(folder, "descriptor: 1\nname: own\nbaseUrl: \"https://x.example/\"\nauth: {}\n");

        assertThat(problems(Map.of("UPSTREAM_DESCRIPTOR", file.toString(), "UPSTREAM_TIMEOUT_SECS", "soon")))
                .contains(
                        "UPSTREAM_TIMEOUT_SECS: must be a whole number from 1 to 195",
                        "own.yaml:4: auth.kind: is missing; write kind: followed by its value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/", "ftp://api.example.com/", "https://user@api.example.com/",
                "https://api.example.com/?a=b", "https://{tenant}.example.com/", "https://{account.example.com/",
                "https://api.example.com/../", "not a url"
            })
    void refusesABaseUrlThatCannotBeCalled(String url) {
        assertThat(problems(Map.of("UPSTREAM_API_BASE_URL", url)))
                .singleElement()
                .asString()
                .startsWith("UPSTREAM_API_BASE_URL: ");
    }

    @Test
    void namesTheLineOfABaseUrlInTheDescriptor() {
        Path file = TestUpstream.file(
                folder, TestUpstream.NUMBERED.replace("http://127.0.0.1:1/", "http://api.example.com/"));

        assertThat(problems(Map.of("UPSTREAM_DESCRIPTOR", file.toString())))
                .containsExactly("own.yaml:3: baseUrl: must use https; http is for loopback addresses only");
    }

    @Test
    void refusesAVariableThatWouldLeaveItsPlace() {
        Path file = TestUpstream.file(folder, withRegion());

        assertThat(problems(Map.of("UPSTREAM_DESCRIPTOR", file.toString(), "UPSTREAM_VAR_REGION", "eu.evil.example/")))
                .containsExactly(
                        "UPSTREAM_VAR_REGION: must be letters, digits and . _ ~ -, as it becomes part of a URL");
    }

    @Test
    void givesEachAccountItsOwnPlaceAndNoneToOthers() {
        try (Upstream upstream = create(Map.of())) {
            assertThat(upstream.baseUrlOf(new AccountId("acme")))
                    .contains(new BaseUrl("https://acme.api.example.com/v1/"));
            assertThat(upstream.baseUrlOf(new AccountId("ACME")))
                    .contains(new BaseUrl("https://acme.api.example.com/v1/"));
            assertThat(upstream.baseUrlOf(new AccountId("acme_sb1"))).isEmpty();
            assertThat(upstream.defaultBaseUrl()).isEmpty();
        }
    }

    @Test
    void hasOnePlaceForAllWhereTheUrlNamesNoAccount() {
        try (Upstream upstream = create(Map.of("UPSTREAM_API_BASE_URL", "https://erp.example.com/api"))) {
            assertThat(upstream.defaultBaseUrl()).contains(new BaseUrl("https://erp.example.com/api/"));
            assertThat(upstream.baseUrlOf(new AccountId("acme"))).isEmpty();
        }
    }

    @Test
    void putsVariablesIntoTheUrl() {
        Path file = TestUpstream.file(folder, withRegion());
        try (Upstream upstream = create(Map.of("UPSTREAM_DESCRIPTOR", file.toString(), "UPSTREAM_VAR_REGION", "us2"))) {
            assertThat(upstream.defaultBaseUrl()).contains(new BaseUrl("https://us2.example.com/"));
        }
    }

    @Test
    void tellsAnAssistantWhatItShouldKnow() {
        try (Upstream upstream = create(Map.of("UPSTREAM_DEADLINE_SECS", "60"))) {
            assertThat(upstream.name()).isEqualTo("generic");
            assertThat(upstream.guide().title()).isEqualTo("Plain REST API");
            assertThat(upstream.guide().queryLanguage()).isEqualTo("SQL");
            assertThat(upstream.guide().queryExamples()).isNotEmpty();
            assertThat(upstream.queries()).isPresent();
            assertThat(upstream.needsCredential()).isTrue();
            assertThat(upstream.callBudget()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(UpstreamProvider.class))
                .singleElement()
                .satisfies(provider -> assertThat(provider.name()).isEqualTo("generic"));
    }

    private static String withRegion() {
        return TestUpstream.NUMBERED.replace(
                "baseUrl: \"http://127.0.0.1:1/\"",
                "baseUrl: \"https://{region}.example.com/\"\nvars: { region: eu1 }");
    }

    private static Upstream create(Map<String, String> settings) {
        return new GenericUpstreamProvider().create(name -> Optional.ofNullable(settings.get(name)), Clock.systemUTC());
    }

    private static List<String> problems(Map<String, String> settings) {
        try (Upstream unexpected = create(settings)) {
            throw new AssertionError("was accepted: " + unexpected.name());
        } catch (InvalidConfiguration refused) {
            return refused.problems();
        }
    }
}
