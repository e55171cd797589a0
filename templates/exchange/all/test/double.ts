import { startServer } from './startServer.ts';

// The exchange's double, for a check without a network: node --import fmzproto/register __folder__/test/double.ts
const server = await startServer(() => undefined);
process.stdout.write(`npx fmzproto check __name__ --base-url __displayName__=${server.url}\n`);
