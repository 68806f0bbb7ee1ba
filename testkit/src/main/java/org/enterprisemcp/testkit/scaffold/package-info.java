/** {@code new-adapter}: a module, or a project of one's own, that is an adapter from its first build on. */
package org.enterprisemcp.testkit.scaffold;
