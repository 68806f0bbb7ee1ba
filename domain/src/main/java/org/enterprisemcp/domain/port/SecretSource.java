package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.token.Secret;

/**
 * Where secrets stand that a setting only points to: found by {@link java.util.ServiceLoader}, and only when a setting's value
 * is a reference. A reference is a scheme, a colon and an address: {@code keyvault:https://…}.
 */
public interface SecretSource {

    /** The word before the colon of the references that this source understands, in lower case. */
    String scheme();

    /**
     * Reads the secret once. Takes seconds at most, or fails.
     *
     * @param setting the name of the setting whose value the reference is, for the failure
     * @param reference the whole value, scheme and colon too
     * @param settings what the source itself is configured by
     * @throws org.enterprisemcp.domain.error.ConfigurationException naming the setting and what to do, never the reference or
     *     anything of the secret
     */
    Secret read(String setting, String reference, Settings settings);
}
