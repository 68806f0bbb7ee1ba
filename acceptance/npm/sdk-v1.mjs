// The official TypeScript SDK, line 1.x: sdk-v1.mjs PLAN http URL | sse URL | stdio COMMAND ARG…
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { runFiveTools } from './five-tools.mjs';

const [plan, door, place, ...args] = process.argv.slice(2);
const doors = {
  http: () => new StreamableHTTPClientTransport(new URL(place)),
  sse: () => new SSEClientTransport(new URL(place)),
  stdio: () => new StdioClientTransport({ command: place, args, env: process.env, stderr: 'ignore' }),
};
const client = new Client({ name: 'acceptance-v1', version: '1.0.0' });
const transport = doors[door]();
await client.connect(transport);
await runFiveTools(client, JSON.parse(plan), transport.protocolVersion);
await client.close();
