package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * Where accounts live. Account 1234567_SB1 has the host label {@code 1234567-sb1}; people write it either way. Calls go to the root
 * {@code /services/rest/}, of which the record service is one part and SuiteQL another.
 */
final class AccountHosts {

    private static final String TEMPLATE = "https://{account}.suitetalk.api.netsuite.com/services/rest/";
    private static final String PLACE = "account";
    private static final Pattern ACCOUNT = Pattern.compile("[A-Z0-9]{1,30}(?:_[A-Z0-9]{1,20})?");
    private static final Pattern RECORD_SERVICE = Pattern.compile("(?<=/)record/v1/$");
    private static final Pattern BARE_HOST = Pattern.compile("(https?://[^/]+/)");
    private static final Pattern REST_HOST =
            Pattern.compile("https://([a-z0-9-]+)\\.suitetalk\\.api\\.netsuite\\.com/.*");

    private final UrlTemplate template;

    private AccountHosts(UrlTemplate template) {
        this.template = template;
    }

    /**
     * The hosts of NetSuite, or those that the operator named instead.
     *
     * @param configured {@code UPSTREAM_API_BASE_URL}, with or without {@code {account}}
     * @param problems takes a sentence for an unusable value
     */
    static AccountHosts of(Optional<String> configured, List<String> problems) {
        try {
            AccountHosts hosts = new AccountHosts(new UrlTemplate(configured.orElse(TEMPLATE)));
            hosts.filled("1234567-sb1");
            return hosts;
        } catch (RecordValidation unusable) {
            problems.add(
                    "UPSTREAM_API_BASE_URL: " + unusable.violations().getFirst().message());
        } catch (IllegalArgumentException stray) {
            problems.add("UPSTREAM_API_BASE_URL: may hold {account} and no other place in braces");
        }
        return new AccountHosts(new UrlTemplate(TEMPLATE));
    }

    /** 1234567_SB1, for 1234567-sb1 and 1234567_sb1 too. */
    static AccountId canonical(AccountId account) {
        return new AccountId(account.value().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The root of the REST services; a URL of the record service is cut back to it, and a bare host completed. */
    static BaseUrl canonical(BaseUrl url) {
        String root = RECORD_SERVICE.matcher(url.value()).replaceFirst("");
        return new BaseUrl(BARE_HOST.matcher(root).matches() ? root + "services/rest/" : root);
    }

    /** Whether an account has the form of NetSuite's, in its one spelling. */
    static boolean isAccount(AccountId canonical) {
        return ACCOUNT.matcher(canonical.value()).matches();
    }

    /** Where an account's calls go; empty where the operator named one place for all, or for what is no account id. */
    Optional<BaseUrl> of(AccountId account) {
        AccountId canonical = canonical(account);
        return isPerAccount() && isAccount(canonical) ? Optional.of(filled(label(canonical))) : Optional.empty();
    }

    /** Where all calls go, when the operator named one place for all. */
    Optional<BaseUrl> forAll() {
        return isPerAccount() ? Optional.empty() : Optional.of(filled(""));
    }

    /** The host of an account's user interface, seen from where its calls go; empty where that is no host of NetSuite's. */
    static Optional<String> userInterface(BaseUrl calls) {
        return Optional.of(REST_HOST.matcher(calls.value()))
                .filter(host -> host.matches())
                .map(host -> "https://" + host.group(1) + ".app.netsuite.com");
    }

    private boolean isPerAccount() {
        return template.places().contains(PLACE);
    }

    private BaseUrl filled(String label) {
        return canonical(new BaseUrl(template.filledWith(Map.of(PLACE, label))));
    }

    private static String label(AccountId canonical) {
        return canonical.value().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
