package org.enterprisemcp.upstream.generic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.AuthorizationServerPresets;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;

/** The presets that are shipped as {@code auth} blocks, fitted by {@code UPSTREAM_VAR_<NAME>} and {@code UPSTREAM_OAUTH_ISSUER}. */
public final class AuthPresets implements AuthorizationServerPresets {

    private static final List<String> NAMES = List.of("entra", "keycloak", "salesforce");

    private static final Pattern ANY_ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    /** Called by the service loader. */
    public AuthPresets() {}

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public UpstreamAuthorizationServer create(String name, Settings settings) {
        String file = "auth/" + name + ".yaml";
        Problems problems = new Problems(file);
        Section root = new YamlFile(problems)
                .read(text(file))
                .map(document -> new Section(document, "", problems))
                .orElseThrow(() -> new IllegalStateException(file + " " + problems.found()));
        List<String> found = new ArrayList<>();
        Map<String, String> vars = Variables.inForce(root.textsByName("vars"), settings, found);
        // A variable that is shipped empty must be set.
        vars.forEach((variable, value) -> {
            if (value.isEmpty()) {
                found.add(Variables.key(variable) + ": is needed by UPSTREAM_OAUTH_PRESET=" + name);
            }
        });
        String issuer = settings.value("UPSTREAM_OAUTH_ISSUER")
                .map(url -> url.replaceFirst("/$", ""))
                .orElse("");
        if (root.has("issuerNeeded") && issuer.isEmpty()) {
            found.add("UPSTREAM_OAUTH_ISSUER: is needed by UPSTREAM_OAUTH_PRESET=" + name + ", such as "
                    + root.text("issuerNeeded").orElse(""));
        }
        if (found.isEmpty()) {
            LoginBlock login = root.section("auth")
                    .map(section -> new LoginReader(section, vars.keySet(), issuer).block())
                    .orElseThrow();
            found.addAll(problems.found());
            if (found.isEmpty()) {
                return new DescribedServer(login, vars, ANY_ACCOUNT, Optional.empty());
            }
        }
        throw new InvalidConfiguration(List.copyOf(found));
    }

    private static String text(String file) {
        try (InputStream in = Optional.ofNullable(AuthPresets.class.getResourceAsStream(file))
                .orElseThrow(() -> new IllegalArgumentException("no such preset: " + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
