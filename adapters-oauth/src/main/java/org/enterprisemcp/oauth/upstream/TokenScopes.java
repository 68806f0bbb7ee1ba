package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes in a token's claims, which issuers write in several ways. */
public final class TokenScopes {

    private TokenScopes() {}

    /** Those of {@code scope} and {@code scp}. */
    static Set<String> of(JWTClaimsSet claims) {
        return in(claims, List.of("scope", "scp"));
    }

    /** Those of some claims, each a text or a list. */
    public static Set<String> in(JWTClaimsSet claims, List<String> names) {
        return names.stream()
                .map(claims::getClaim)
                .flatMap(claim -> switch (claim) {
                    case String text -> written(text).stream();
                    case Collection<?> list ->
                        list.stream().filter(String.class::isInstance).map(String.class::cast);
                    case null, default -> Stream.empty();
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those of a text: blanks separate them by the RFC, commas for some. */
    static Set<String> written(String text) {
        return Stream.of(text.split("[\\s,]+", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
