package org.enterprisemcp.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.SecretSource;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.token.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {

    private static final String REFERENCE = "keyvault:https://company.vault.azure.net/secrets/it";

    @ParameterizedTest
    @ValueSource(strings = {REFERENCE, "keyvault:nonsense", "keyvault:", "  " + REFERENCE + "  "})
    void withoutTheModuleTheSettingIsNamedAndHowToAddIt(String reference) {
        assertThatThrownBy(() -> Environment.of(Map.of("UPSTREAM_ACCESS_TOKEN", reference))
                        .withSecrets(new SecretReferences(List::of)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("UPSTREAM_ACCESS_TOKEN: ")
                .hasMessageContainingAll("needs the module enterprise-mcp-adapters-azure", "the folder lib")
                .hasMessageNotContaining("company");
    }

    @Test
    void allSettingsWhoseSecretIsNotToBeHadAreNamedAtOnce() {
        SecretSource refusing = source("keyvault", (setting, _) -> {
            throw new InvalidConfiguration(setting, "the vault refuses");
        });
        assertThatThrownBy(() -> Environment.of(
                                Map.of("UPSTREAM_ACCESS_TOKEN", REFERENCE, "MCP_JWT_SIGNING_KEY", REFERENCE))
                        .withSecrets(new SecretReferences(() -> List.of(refusing))))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        all -> assertThat(all.problems())
                                .containsExactly(
                                        "MCP_JWT_SIGNING_KEY: the vault refuses",
                                        "UPSTREAM_ACCESS_TOKEN: the vault refuses"));
    }

    @Test
    void noSourceIsLookedForWhereNoValueIsAReference() {
        Environment settings = Environment.of(Map.of(
                "UPSTREAM_API_BASE_URL", "https://api.example.com/",
                "UPSTREAM_PASSWORD", "s3:cret",
                "UPSTREAM_API_KEY", "my-keyvault:https://x",
                "MCP_CONFIG_FILE", "C:\\emcp.yaml",
                "SOMEBODY_ELSES", REFERENCE));
        AtomicInteger looks = new AtomicInteger();
        assertThat(settings.withSecrets(new SecretReferences(() -> {
                    looks.incrementAndGet();
                    return List.of();
                })))
                .isSameAs(settings);
        assertThat(looks).hasValue(0);
    }

    @Test
    void whatNoSourceUnderstandsStaysAsItIs() {
        Environment settings = Environment.of(Map.of("UPSTREAM_PASSWORD", "pass:https://word"));
        assertThat(settings.withSecrets(new SecretReferences(List::of))).isSameAs(settings);
    }

    @ParameterizedTest
    @EnumSource(value = EnvironmentKey.class)
    void everySettingMayBeAReference(EnvironmentKey key) {
        String name = key.isPrefix() ? key.name() + "TENANT" : key.name();
        SecretSource vault = source("keyvault", (setting, reference) -> "of " + setting + " by " + reference);
        Environment settings = Environment.of(Map.of(name, REFERENCE, "LOG_NOTHING", "untouched"))
                .withSecrets(new SecretReferences(() -> List.of(source("other", (_, _) -> "wrong"), vault)));
        assertThat(settings.value(name)).contains("of " + name + " by " + REFERENCE);
        assertThat(settings.value("LOG_NOTHING")).contains("untouched");
    }

    @Test
    void aSourceOfSomebodyElseIsAsked() {
        Environment settings = Environment.of(Map.of("UPSTREAM_ACCESS_TOKEN", "vault:https://vault.example/v1/secret"))
                .withSecrets(new SecretReferences(() -> List.of(source("vault", (_, _) -> "theirs"))));
        assertThat(settings.value("UPSTREAM_ACCESS_TOKEN")).contains("theirs");
    }

    private interface Answer {
        String to(String setting, String reference);
    }

    private static SecretSource source(String scheme, Answer answer) {
        return new SecretSource() {
            @Override
            public String scheme() {
                return scheme;
            }

            @Override
            public Secret read(String setting, String reference, Settings settings) {
                return new Secret(answer.to(setting, reference));
            }
        };
    }
}
