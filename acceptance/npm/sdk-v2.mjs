// The official TypeScript SDK, line 2.x, over Streamable HTTP: sdk-v2.mjs PLAN URL MODE, where MODE is legacy, auto or a revision that it shall be.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { runFiveTools } from './five-tools.mjs';

const [plan, url, mode] = process.argv.slice(2);
const wanted = ['legacy', 'auto'].includes(mode) ? mode : { pin: mode };
const client = new Client({ name: 'acceptance-v2', version: '1.0.0' }, { versionNegotiation: { mode: wanted } });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
await runFiveTools(client, JSON.parse(plan));
await client.close();
