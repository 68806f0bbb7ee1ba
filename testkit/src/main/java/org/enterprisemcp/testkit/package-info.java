/**
 * Fakes and probes for tests without a network, or with loopback only: an upstream in memory ({@link
 * org.enterprisemcp.testkit.FakeUpstream}), tokens, an authorization server, a clock that a test moves, a server that breaks every
 * rule, and an MCP client that says what it is told to. They stand on the domain's ports alone. What every adapter keeps stands in
 * {@link org.enterprisemcp.testkit.contract}.
 */
package org.enterprisemcp.testkit;
