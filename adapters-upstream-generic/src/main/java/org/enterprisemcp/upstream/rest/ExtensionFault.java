package org.enterprisemcp.upstream.rest;

import java.util.Arrays;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mistake of an extension: a sentence for the caller, the place in its code for the operator, its words for nobody. */
final class ExtensionFault {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionFault.class);
    private static final String HINT =
            "Trying again does not help. Tell the operator of this server; its log names the place.";

    private final String extension;

    /** @param extension what it is and its name: {@code The request customizer sap-csrf} */
    ExtensionFault(String extension) {
        this.extension = extension;
    }

    /** It threw; an exception's text may hold what it was working on. */
    UpstreamException.Server threw(Throwable thrown, CallFacts facts) {
        if (LOG.isWarnEnabled()) {
            String place = Arrays.stream(thrown.getStackTrace())
                    .findFirst()
                    .map(frame -> " at " + frame)
                    .orElse("");
            LOG.warn("{} failed: {}{}", extension, thrown.getClass().getName(), place);
        }
        return new UpstreamException.Server(extension + " failed.", HINT, facts);
    }

    /** It did what extensions may not do. */
    UpstreamException.Server broke(String rule, CallFacts facts) {
        LOG.warn("{} {}", extension, rule);
        return new UpstreamException.Server(extension + " " + rule, HINT, facts);
    }
}
