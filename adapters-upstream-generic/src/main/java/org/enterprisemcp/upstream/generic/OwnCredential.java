package org.enterprisemcp.upstream.generic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;

/**
 * What a descriptor shows of itself to be let in, its secrets taken from the settings that it names.
 *
 * @param token the credential; empty where the caller's is shown
 * @param headers headers beside it
 * @param account the account that calls go to when they name none
 */
record OwnCredential(Optional<UpstreamToken> token, Map<String, Secret> headers, Optional<AccountId> account) {

    /**
     * The credential of a descriptor; every setting that is missing is a problem.
     *
     * @param secrets the same settings, for secrets
     */
    static OwnCredential of(Descriptor.Auth auth, Settings settings, Settings secrets, List<String> problems) {
        Map<String, Secret> headers = new HashMap<>();
        for (Descriptor.Further each : auth.also()) {
            each.value().ifPresent(value -> headers.put(each.header(), new Secret(value)));
            each.secret()
                    .flatMap(name -> value(name, secrets, problems))
                    .ifPresent(secret -> headers.put(each.header(), secret));
        }
        return new OwnCredential(token(auth, secrets, problems), headers, account(settings, problems));
    }

    private static Optional<AccountId> account(Settings settings, List<String> problems) {
        try {
            return settings.value("UPSTREAM_ACCOUNT_ID").map(AccountId::new);
        } catch (RecordValidation unusable) {
            problems.add(
                    "UPSTREAM_ACCOUNT_ID: " + unusable.violations().getFirst().message());
            return Optional.empty();
        }
    }

    private static Optional<UpstreamToken> token(Descriptor.Auth auth, Settings settings, List<String> problems) {
        if (!auth.isSettled()) {
            return Optional.empty();
        }
        return switch (auth.kind()) {
            case NONE, HEADERS, OAUTH -> Optional.of(new UpstreamToken.Anonymous());
            case BEARER ->
                auth.secret().flatMap(name -> value(name, settings, problems)).map(UpstreamToken.Bearer::new);
            case BASIC ->
                auth.secret()
                        .flatMap(name -> value(name, settings, problems))
                        .flatMap(password -> value(auth.username(), settings, problems)
                                .map(user -> new UpstreamToken.Basic(user.reveal(), password)));
        };
    }

    private static Optional<Secret> value(Descriptor.Located name, Settings settings, List<String> problems) {
        Optional<String> value = settings.value(name.text());
        if (value.isEmpty()) {
            problems.add(name.text() + ": is not set; " + name.place() + " takes a secret from it");
        } else if (!value.get().chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            problems.add(name.text() + ": must be printable ASCII without line breaks; was it copied whole?");
            return Optional.empty();
        }
        return value.map(Secret::new);
    }
}
