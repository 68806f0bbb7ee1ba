/**
 * Recorded exchanges: a file of rows "given this response, expect this request and this result", run as JUnit 5 tests against any
 * upstream through a loopback server. Start at {@link org.enterprisemcp.testkit.exchange.RecordedExchanges}.
 */
package org.enterprisemcp.testkit.exchange;
