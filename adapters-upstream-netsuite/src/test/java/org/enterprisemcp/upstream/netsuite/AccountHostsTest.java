package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountHostsTest {

    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://erp.example.com/",
                "ftp://erp.example.com/",
                "https://user@erp.example.com/",
                "https://erp.example.com/?x=y",
                "https://{host}.example.com/",
                "https://{account/",
                "nonsense"
            })
    void refusesAnUnusableBaseUrlByTheNameOfItsSetting(String configured) {
        AccountHosts.of(Optional.of(configured), problems);

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("UPSTREAM_API_BASE_URL: ")
                .doesNotContain("base_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567__SB1", "1234567_", "A_B_C", "1234567-SB1-X", "1234567890123456789012345678901"})
    void buildsNoHostFromWhatIsNoAccountId(String account) {
        assertThat(hosts().of(new AccountId(account))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1234567_SB1, 1234567_SB1",
        "1234567-sb1, 1234567_SB1",
        "1234567_sb1, 1234567_SB1",
        "1234567-SB1, 1234567_SB1",
        "1234567, 1234567",
        "tstdrv1234567, TSTDRV1234567"
    })
    void allSpellingsOfAnAccountAreOne(String written, String canonical) {
        assertThat(AccountHosts.canonical(new AccountId(written))).isEqualTo(new AccountId(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, https://1234567.suitetalk.api.netsuite.com/services/rest/",
        "1234567_SB1, https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/",
        "1234567-sb1, https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/",
        "TSTDRV42_RP, https://tstdrv42-rp.suitetalk.api.netsuite.com/services/rest/"
    })
    void everyAccountHasAHostOfItsOwn(String account, String root) {
        assertThat(hosts().of(new AccountId(account))).contains(new BaseUrl(root));
        assertThat(hosts().forAll()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://1.suitetalk.api.netsuite.com, https://1.suitetalk.api.netsuite.com/services/rest/",
        "https://1.suitetalk.api.netsuite.com/services/rest, https://1.suitetalk.api.netsuite.com/services/rest/",
        "https://1.suitetalk.api.netsuite.com/services/rest/record/v1, https://1.suitetalk.api.netsuite.com/services/rest/",
        "https://1.suitetalk.api.netsuite.com/services/rest/record/v1/, https://1.suitetalk.api.netsuite.com/services/rest/",
        "https://proxy.example.com/ns/services/rest/record/v1, https://proxy.example.com/ns/services/rest/",
        "https://proxy.example.com/myrecord/v1, https://proxy.example.com/myrecord/v1/",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/services/rest/"
    })
    void allSpellingsOfTheRootAreOne(String written, String root) {
        assertThat(AccountHosts.canonical(new BaseUrl(written))).isEqualTo(new BaseUrl(root));
    }

    @Test
    void anOperatorMayNameOnePlaceForAll() {
        AccountHosts hosts = AccountHosts.of(Optional.of("http://127.0.0.1:9/services/rest/record/v1"), problems);

        assertThat(problems).isEmpty();
        assertThat(hosts.forAll()).contains(new BaseUrl("http://127.0.0.1:9/services/rest/"));
        assertThat(hosts.of(new AccountId("1234567"))).isEmpty();
    }

    @Test
    void anOperatorMayNameATemplate() {
        AccountHosts hosts = AccountHosts.of(Optional.of("https://{account}.ns.example.com/services/rest"), problems);

        assertThat(hosts.of(new AccountId("1234567_SB1")))
                .contains(new BaseUrl("https://1234567-sb1.ns.example.com/services/rest/"));
        assertThat(hosts.forAll()).isEmpty();
    }

    @Test
    void findsTheUserInterfaceBesideNetSuitesOwnHostsOnly() {
        assertThat(AccountHosts.userInterface(
                        new BaseUrl("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/")))
                .contains("https://1234567-sb1.app.netsuite.com");
        assertThat(AccountHosts.userInterface(new BaseUrl("http://127.0.0.1:9/services/rest/")))
                .isEmpty();
        assertThat(AccountHosts.userInterface(
                        new BaseUrl("https://1.suitetalk.api.netsuite.com.evil.example/services/rest/")))
                .isEmpty();
    }

    private AccountHosts hosts() {
        return AccountHosts.of(Optional.empty(), problems);
    }
}
