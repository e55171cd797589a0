import { liveAccount, paperAccount, startAlpacaDouble } from './startAlpacaDouble.js';

// For a look by hand: `npx jiti test/doubles/alpaca/serve.ts [open|closed]`.
const at = process.argv[2] === 'closed' ? 'closed' : 'open';
const { live, paper, data } = await startAlpacaDouble({ at });
process.stdout.write(
  [
    `--base-url Alpaca=${live.url} --base-url Alpaca.paper=${paper.url} --base-url Alpaca.data=${data.url}`,
    `live   access key ${liveAccount.accessKey} secret key ${liveAccount.secret}`,
    `paper  access key ${paperAccount.accessKey} secret key ${paperAccount.secret},simulate\n`,
  ].join('\n'),
);
