/**
 * What is true for any upstream and any protocol. This module requires nothing but {@code java.base}: the compiler is the
 * first architecture test.
 */
module org.enterprisemcp.domain {
    exports org.enterprisemcp.domain.batch;
    exports org.enterprisemcp.domain.call;
    exports org.enterprisemcp.domain.error;
    exports org.enterprisemcp.domain.metadata;
    exports org.enterprisemcp.domain.port;
    exports org.enterprisemcp.domain.query;
    exports org.enterprisemcp.domain.record;
    exports org.enterprisemcp.domain.target;
    exports org.enterprisemcp.domain.token;
}
