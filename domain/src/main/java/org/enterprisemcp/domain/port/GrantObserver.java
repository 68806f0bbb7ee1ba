package org.enterprisemcp.domain.port;

/** Sees what becomes of logins and of the tokens behind them: the place for metrics. It must not throw. */
@FunctionalInterface
public interface GrantObserver {

    /** Something has happened, on the calling thread. */
    void observed(Event event);

    /** Nobody looks. */
    static GrantObserver none() {
        return _ -> {};
    }

    /** What it happened to. */
    enum Subject {
        /** A user who came to sign in at the upstream. */
        LOGIN,
        /** A token for a client of this server. */
        TOKEN,
        /** The upstream's own token behind a grant. */
        UPSTREAM_REFRESH,
        /** What a login gave. */
        GRANT
    }

    /** What has happened. */
    enum Event {
        SIGNED_IN(Subject.LOGIN),
        ACCESS_DENIED(Subject.LOGIN),
        LOGIN_REFUSED(Subject.LOGIN),
        LOGIN_FAILED(Subject.LOGIN),
        ISSUED(Subject.TOKEN),
        REFRESHED(Subject.TOKEN),
        REFUSED(Subject.TOKEN),
        RENEWED(Subject.UPSTREAM_REFRESH),
        RENEWAL_REFUSED(Subject.UPSTREAM_REFRESH),
        RENEWAL_FAILED(Subject.UPSTREAM_REFRESH),
        NEEDS_REAUTH(Subject.UPSTREAM_REFRESH),
        REVOKED(Subject.GRANT);

        private final Subject subject;

        Event(Subject subject) {
            this.subject = subject;
        }

        /** What it happened to. */
        public Subject subject() {
            return subject;
        }
    }
}
