// #if fix
import { keys } from './keys.ts';
// #end
import { startServer } from './startServer.ts';

// The exchange's double, for a check without a network: node --import fmzproto/register __folder__/test/double.ts
// #if http
const server = await startServer(() => undefined);
process.stdout.write(`npx fmzproto check __name__ --base-url __displayName__=${server.url}\n`);
// #else
const { url } = await startServer();
const environment = `FMZPROTO_ACCESS_KEY=${keys.access_key} FMZPROTO_SECRET_KEY=${keys.secret_key}`;
// #if oneLine
const addresses = `--base-url __displayName__=${url}`;
// #else
const addresses = `--base-url __displayName__=${url} --base-url __displayName__.quote=${url}`;
// #end
process.stdout.write(`${environment} npx fmzproto check __name__ --trade ${addresses}\n`);
// #end
