// The official TypeScript SDK, line 2.x, with its own OAuth client: oauth-sdk-v2.mjs PLAN URL MODE
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { MemoryProvider } from './oauth-provider.mjs';
import { negotiation } from './negotiation.mjs';
import { signedInThen } from './oauth-steps.mjs';

const [plan, url, mode] = process.argv.slice(2);
const provider = new MemoryProvider();
await signedInThen(JSON.parse(plan), provider, {
  client: () => new Client({ name: 'acceptance-v2', version: '1.0.0' }, negotiation(mode)),
  transport: () => new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  isUnauthorized: (error) => error instanceof UnauthorizedError,
  finish: (transport, callback) => transport.finishAuth(callback.searchParams),
});
