package org.enterprisemcp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.UpstreamException.Permission;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.target.TargetRequest;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.testkit.FakeUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

    private static final Caller ANYBODY = Caller.anonymous();
    private static final Caller ANN_OF_ACME =
            new Caller("ann", Scope.ALL, Optional.of(new AccountId("acme")), new SignIn.None());

    private final TargetPolicy policy = new TargetPolicy(
            new FakeUpstream(),
            Optional.of(new AccountId("acme")),
            Set.of(new AccountId("globex")),
            Set.of(new BaseUrl("https://mirror.example/api/")));

    @Test
    void refusesAnAccountThatTheOperatorDidNotName() {
        assertThatThrownBy(() -> policy.resolve(ANYBODY, account("initech")))
                .isInstanceOfSatisfying(Permission.class, refusal -> {
                    assertThat(refusal.field()).contains("account_id");
                    assertThat(refusal.hint()).contains("UPSTREAM_ALLOWED_ACCOUNTS");
                    assertThat(refusal.facts().attempts()).isZero();
                });
    }

    @Test
    void refusesAnAllowedAccountThatIsNotTheCallersOwn() {
        assertThatThrownBy(() -> policy.resolve(ANN_OF_ACME, account("globex")))
                .isInstanceOf(Permission.class)
                .hasMessageContaining("not the account that you signed in to");
    }

    @Test
    void refusesTheHostOfAnotherAccountThanTheCallersOwn() {
        assertThatThrownBy(() -> policy.resolve(ANN_OF_ACME, url("https://globex.fake.example/v1/")))
                .isInstanceOf(Permission.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://initech.fake.example/v1/",
                "https://acme.fake.example.evil.example/v1/",
                "https://acme.fake.example:8443/v1/",
                "https://acme.fake.example/v2/",
                "https://mirror.example/",
            })
    void refusesABaseUrlThatIsNeitherConfiguredNorTheTemplateOfAnAllowedAccount(String url) {
        assertThatThrownBy(() -> policy.resolve(ANYBODY, url(url)))
                .isInstanceOfSatisfying(
                        Permission.class, refusal -> assertThat(refusal.field()).contains("base_url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.fake.example/v1/",
                "https://ann@acme.fake.example/v1/",
                "https://acme.fake.example/v1/?x=1",
                "https://acme.fake.example/v1/../v2/",
                "file:///etc/passwd",
                "//acme.fake.example/v1/",
                "https://acme.fake.example\n/v1/",
            })
    void refusesAMalformedBaseUrl(String url) {
        assertThatThrownBy(() -> policy.resolve(ANYBODY, url(url))).isInstanceOf(RecordValidation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a/b", "a@b", "a:1", " acme", "acme\n"})
    void refusesAMalformedAccount(String account) {
        assertThatThrownBy(() -> policy.resolve(ANYBODY, account(account))).isInstanceOf(RecordValidation.class);
    }

    @Test
    void refusesABaseUrlThatBelongsToAnotherAccountThanTheOneInTheCall() {
        TargetRequest mixed = new TargetRequest(Optional.of("acme"), Optional.of("https://globex.fake.example/v1/"));
        assertThatThrownBy(() -> policy.resolve(ANYBODY, mixed)).isInstanceOf(Permission.class);
    }

    @Test
    void saysWhichSettingIsMissingWhenThereIsNoDefaultTarget() {
        TargetPolicy bare = new TargetPolicy(new FakeUpstream(), Optional.empty(), Set.of(), Set.of());
        assertThatThrownBy(() -> bare.resolve(ANYBODY, TargetRequest.unspecified()))
                .isInstanceOf(MissingConfiguration.class)
                .hasMessageContaining("UPSTREAM_ACCOUNT_ID");
    }

    @Test
    void aimsAtTheDefaultAccountWhenTheCallNamesNothing() {
        assertThat(policy.resolve(ANYBODY, TargetRequest.unspecified()))
                .isEqualTo(target("acme", "https://acme.fake.example/v1/"));
    }

    @Test
    void aimsAtTheCallersOwnAccountBeforeTheDefaultOne() {
        Caller bob = new Caller("bob", Scope.ALL, Optional.of(new AccountId("globex")), new SignIn.None());
        assertThat(policy.resolve(bob, TargetRequest.unspecified()))
                .isEqualTo(target("globex", "https://globex.fake.example/v1/"));
    }

    @Test
    void acceptsAnAllowedAccountAndItsOwnHost() {
        assertThat(policy.resolve(ANYBODY, account("globex")))
                .isEqualTo(target("globex", "https://globex.fake.example/v1/"));
        assertThat(policy.resolve(ANYBODY, url("HTTPS://Globex.Fake.Example:443/v1")))
                .isEqualTo(target("globex", "https://globex.fake.example/v1/"));
    }

    @Test
    void acceptsAConfiguredBaseUrl() {
        assertThat(policy.resolve(ANYBODY, url("https://mirror.example/api")))
                .isEqualTo(target("acme", "https://mirror.example/api/"));
    }

    private static TargetRequest account(String account) {
        return new TargetRequest(Optional.of(account), Optional.empty());
    }

    private static TargetRequest url(String url) {
        return new TargetRequest(Optional.empty(), Optional.of(url));
    }

    private static Target target(String account, String url) {
        return new Target(Optional.of(new AccountId(account)), new BaseUrl(url));
    }
}
