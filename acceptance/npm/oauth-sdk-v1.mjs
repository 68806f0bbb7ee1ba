// The official TypeScript SDK, line 1.x, with its own OAuth client: oauth-sdk-v1.mjs PLAN URL
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { MemoryProvider } from './oauth-provider.mjs';
import { signedInThen } from './oauth-steps.mjs';

const [plan, url] = process.argv.slice(2);
const provider = new MemoryProvider();
await signedInThen(JSON.parse(plan), provider, {
  client: () => new Client({ name: 'acceptance-v1', version: '1.0.0' }),
  transport: () => new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  isUnauthorized: (error) => error instanceof UnauthorizedError,
  finish: (transport, callback) => transport.finishAuth(callback.searchParams.get('code')),
});
