package org.enterprisemcp.upstream.generic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Where the API begins: one place for all, or one for each account. */
final class BaseUrls {

    private static final String ACCOUNT = "account";
    private static final String SAMPLE = "a";

    private final UrlTemplate template;
    private final Map<String, String> vars;
    private final Pattern accounts;

    private BaseUrls(UrlTemplate template, Map<String, String> vars, Pattern accounts) {
        this.template = template;
        this.vars = vars;
        this.accounts = accounts;
    }

    /** The URLs of a template; empty when the problems say what is wrong with it. */
    static Optional<BaseUrls> of(
            Descriptor.Located url, Map<String, String> vars, Pattern accounts, List<String> problems) {
        try {
            BaseUrls urls = new BaseUrls(new UrlTemplate(url.text()), vars, accounts);
            Set<String> places = new HashSet<>(vars.keySet());
            places.add(ACCOUNT);
            if (!places.containsAll(urls.template.places())) {
                problems.add(url.place() + ": may only hold {account} and the descriptor's vars as places");
                return Optional.empty();
            }
            urls.filled(SAMPLE);
            return Optional.of(urls);
        } catch (RecordValidation unusable) {
            problems.add(url.place() + ": " + unusable.violations().getFirst().message());
        } catch (IllegalArgumentException strayBrace) {
            problems.add(url.place() + ": holds a stray brace; places are written {name}");
        }
        return Optional.empty();
    }

    /** The URL for everybody; empty where each account has its own. */
    Optional<BaseUrl> forAll() {
        return isPerAccount() ? Optional.empty() : Optional.of(filled(SAMPLE));
    }

    /** The URL of an account; empty where there is one for all, and where the account does not have this upstream's form. */
    Optional<BaseUrl> of(AccountId account) {
        if (!isPerAccount()) {
            return Optional.empty();
        }
        return Stream.of(account.value(), account.value().toLowerCase(Locale.ROOT))
                .filter(name -> accounts.matcher(name).matches())
                .findFirst()
                .map(this::filled);
    }

    private boolean isPerAccount() {
        return template.places().contains(ACCOUNT);
    }

    private BaseUrl filled(String account) {
        Map<String, String> values = new HashMap<>(vars);
        values.put(ACCOUNT, account);
        return new BaseUrl(template.filledWith(values));
    }
}
