package org.enterprisemcp.domain.token;

import java.util.Objects;

/** What a call shows to the upstream to be let in. Four shapes, told apart by the type. */
public sealed interface UpstreamToken {

    /** An OAuth access token (RFC 6750). */
    record Bearer(Secret token) implements UpstreamToken {
        public Bearer {
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * An API key in a header of its own.
     *
     * @param header the header's name
     * @param key the key
     */
    record ApiKey(String header, Secret key) implements UpstreamToken {
        public ApiKey {
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(key, "key");
        }
    }

    /** User name and password (RFC 7617). */
    record Basic(String username, Secret password) implements UpstreamToken {
        public Basic {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }
    }

    /** Nothing: the upstream lets everybody in. */
    record Anonymous() implements UpstreamToken {}
}
