package org.enterprisemcp.bootstrap;

import java.util.Objects;

/** The version of this build, from the jar's manifest. */
final class Version {

    private Version() {}

    /** The version, or {@code development} when the classes do not come from a jar. */
    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
