import { defaultAccount, startBybitDouble } from './startBybitDouble.js';

// For a look by hand: `npx jiti test/doubles/bybit/serve.ts`.
const bybit = await startBybitDouble();
const { accessKey, secret } = defaultAccount;
process.stdout.write(`${bybit.url}\naccess key ${accessKey}\nsecret key ${secret}\n`);
