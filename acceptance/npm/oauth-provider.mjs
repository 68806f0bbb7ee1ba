// What both lines of the TypeScript SDK ask of a program that signs its user in: everything is kept in memory.
import { signIn } from './oauth-browser.mjs';

export const REDIRECT = 'http://127.0.0.1:33418/callback';

export class MemoryProvider {
  redirectUrl = REDIRECT;
  logins = 0;
  callback = undefined;
  kept = {};

  get clientMetadata() {
    return {
      client_name: 'Acceptance client',
      redirect_uris: [REDIRECT],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  state() {
    return 'a-state-of-the-acceptance-client';
  }

  clientInformation() {
    return this.kept.client;
  }

  saveClientInformation(client) {
    this.kept.client = client;
  }

  tokens() {
    return this.kept.tokens;
  }

  saveTokens(tokens) {
    this.kept.tokens = tokens;
  }

  codeVerifier() {
    return this.kept.verifier;
  }

  saveCodeVerifier(verifier) {
    this.kept.verifier = verifier;
  }

  discoveryState() {
    return this.kept.discovery;
  }

  saveDiscoveryState(state) {
    this.kept.discovery = state;
  }

  async redirectToAuthorization(url) {
    this.logins++;
    this.callback = await signIn(url, REDIRECT);
  }
}
