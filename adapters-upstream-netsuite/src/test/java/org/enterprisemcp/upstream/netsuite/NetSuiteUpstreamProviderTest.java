package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class NetSuiteUpstreamProviderTest {

    @Test
    void namesEverySettingThatIsUnusableAtOnce() {
        assertThatThrownBy(() -> upstream(Map.of(
                        "UPSTREAM_API_BASE_URL",
                        "http://erp.example.com",
                        "UPSTREAM_TIMEOUT_SECS",
                        "soon",
                        "UPSTREAM_DEADLINE_SECS",
                        "0",
                        "UPSTREAM_MAX_CONCURRENCY",
                        "-1",
                        "UPSTREAM_RETRY_CREATE",
                        "always")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("UPSTREAM_API_BASE_URL")
                .hasMessageContaining("UPSTREAM_TIMEOUT_SECS")
                .hasMessageContaining("UPSTREAM_DEADLINE_SECS")
                .hasMessageContaining("UPSTREAM_MAX_CONCURRENCY")
                .hasMessageContaining("UPSTREAM_RETRY_CREATE");
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(UpstreamProvider.class))
                .filteredOn(provider -> provider.name().equals("netsuite"))
                .singleElement()
                .isInstanceOf(NetSuiteUpstreamProvider.class);
    }

    @Test
    void callsTheHostsOfAccountsUnlessItIsToldOtherwise() {
        try (Upstream upstream = upstream(Map.of())) {
            assertThat(upstream.name()).isEqualTo("netsuite");
            assertThat(upstream.callBudget()).isEqualTo(Duration.ofMinutes(3));
            assertThat(upstream.needsCredential()).isTrue();
            assertThat(upstream.defaultBaseUrl()).isEmpty();
            assertThat(upstream.canonical(new AccountId("1234567-sb1"))).isEqualTo(new AccountId("1234567_SB1"));
            assertThat(upstream.baseUrlOf(new AccountId("1234567_sb1")))
                    .contains(new BaseUrl("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/"));
        }
    }

    @Test
    void offersEveryPortThatThereIs() {
        try (Upstream upstream = upstream(Map.of("UPSTREAM_API_BASE_URL", "https://{account}.ns.example.com"))) {
            assertThat(upstream.upserts()).isPresent();
            assertThat(upstream.queries()).isPresent();
            assertThat(upstream.queryReviewer()).isPresent();
            assertThat(upstream.querySchema()).isPresent();
            assertThat(upstream.metadata()).isPresent();
            assertThat(upstream.fieldOptions()).isPresent();
            assertThat(upstream.searches()).isPresent();
            assertThat(upstream.sublists()).isPresent();
            assertThat(upstream.transforms()).isPresent();
            assertThat(upstream.actions()).isPresent();
            assertThat(upstream.links()).isPresent();
            assertThat(upstream.batches()).isPresent();
            assertThat(upstream.datasets()).isPresent();
            assertThat(upstream.recordPages()).isPresent();
            assertThat(upstream.connection()).isPresent();
            assertThat(upstream.authorizationServer()).isPresent();
            assertThat(upstream.baseUrlOf(new AccountId("1")))
                    .contains(new BaseUrl("https://1.ns.example.com/services/rest/"));
        }
    }

    private static Upstream upstream(Map<String, String> settings) {
        return new NetSuiteUpstreamProvider()
                .create(name -> Optional.ofNullable(settings.get(name)), new MutableClock());
    }
}
