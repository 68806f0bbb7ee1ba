/** Callers with a token of the company's own issuer ({@code MCP_AUTH_MODE=oidc}). */
package org.enterprisemcp.oauth.oidc;
