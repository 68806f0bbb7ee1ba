// The official TypeScript SDK, line 1.x, over Streamable HTTP or stdio: sdk-v1.mjs PLAN http URL | stdio COMMAND ARG…
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { runFiveTools } from './five-tools.mjs';

const [plan, kind, place, ...args] = process.argv.slice(2);
const transport =
  kind === 'http'
    ? new StreamableHTTPClientTransport(new URL(place))
    : new StdioClientTransport({ command: place, args, env: process.env, stderr: 'ignore' });
const client = new Client({ name: 'acceptance-v1', version: '1.0.0' });
await client.connect(transport);
await runFiveTools(client, JSON.parse(plan));
await client.close();
