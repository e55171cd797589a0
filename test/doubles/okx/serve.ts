import { defaultAccount, startOkxDouble } from './startOkxDouble.js';

// For a look by hand: `npx jiti test/doubles/okx/serve.ts`.
const okx = await startOkxDouble();
const { accessKey, secret, passphrase } = defaultAccount;
process.stdout.write(`${okx.url}\naccess key ${accessKey}\nsecret key ${secret},${passphrase}\n`);
