// The official TypeScript SDK, line 2.x: sdk-v2.mjs PLAN MODE http URL | stdio COMMAND ARG…, where MODE is legacy, auto or a revision.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { runFiveTools } from './five-tools.mjs';
import { negotiation } from './negotiation.mjs';

const [plan, mode, door, place, ...args] = process.argv.slice(2);
const doors = {
  http: () => new StreamableHTTPClientTransport(new URL(place)),
  stdio: () => new StdioClientTransport({ command: place, args, env: process.env, stderr: 'ignore' }),
};
const client = new Client({ name: 'acceptance-v2', version: '1.0.0' }, negotiation(mode));
await client.connect(doors[door]());
await runFiveTools(client, JSON.parse(plan), client.getNegotiatedProtocolVersion());
await client.close();
