package org.enterprisemcp.upstream.rest;

import org.enterprisemcp.domain.port.Settings;

/**
 * A Java part of an upstream: a {@link RequestCustomizer}, a {@link ResponseClassifier}, or both. Found by
 * {@link java.util.ServiceLoader}, chosen by name in a descriptor, used by several threads at once.
 */
public interface Extension {

    /** The name by which it is chosen: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Takes the operator's settings; called once, before anything else.
     *
     * @throws org.enterprisemcp.domain.error.ConfigurationException naming every setting that is missing or unusable
     */
    default void configure(Settings settings) {}
}
