/**
 * What every adapter of an upstream keeps, as tests to extend: one abstract class for each port, written for JUnit 5. A test of an
 * adapter extends those of the ports that its upstream has, opens an upstream for them ({@link
 * org.enterprisemcp.testkit.contract.UpstreamUnderTest}) and gives them a sample of its records or queries.
 *
 * <p>The plain contracts need an upstream that answers. Those named {@code …FaultsContract}, and single rows of the contracts of
 * writes, also need a wire that goes wrong when it is told to ({@link org.enterprisemcp.testkit.contract.FaultyWire}).
 */
package org.enterprisemcp.testkit.contract;
