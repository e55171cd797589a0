import { defaultAccount, startOkxDouble } from '../doubles/okx/startOkxDouble.js';

// A process of its own: IO blocks the one that runs a strategy.
const okx = await startOkxDouble({ accounts: [{ ...defaultAccount, acctLv: '2' }] });
process.stdout.write(`listening on ${okx.url}\n`);
