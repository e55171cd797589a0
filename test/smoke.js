// Starts the built CLI with the Node that runs this file, and goes through a first minute with Paper, and with an exchange
// of ccxt.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../bin/run.js', import.meta.url));

async function run(...words) {
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 0, `fmzproto ${words.join(' ')}`);
  return output;
}

const asset = { decimals: 8, depositStatus: 'OK', withdrawalStatus: 'OK', networks: ['Mainnet'] };
const answers = {
  '/v2/markets': [
    {
      market: 'BTC-EUR',
      status: 'trading',
      base: 'BTC',
      quote: 'EUR',
      tickSize: '1.00',
      quantityDecimals: '8',
    },
  ],
  '/v2/assets': [
    { symbol: 'BTC', ...asset },
    { symbol: 'EUR', ...asset },
  ],
  '/v2/ticker/24h': { market: 'BTC-EUR', bid: '49999.0000000001', ask: '50001', last: '50000' },
};
const bitvavo = createServer(({ url: path = '' }, response) => {
  const answer = answers[path.split('?')[0]];
  response.statusCode = answer ? 200 : 404;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer ?? { errorCode: 110, error: 'Invalid endpoint.' }));
}).listen(0, '127.0.0.1');
await once(bitvavo, 'listening');

const server = spawn(
  process.execPath,
  [
    ...[cli, 'serve', '--port', '0', '--log-level', 'error'],
    ...['--base-url', `bitvavo=http://127.0.0.1:${bitvavo.address().port}`],
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const [ready] = await once(server.stdout, 'data');
const url = /listening on (http:\S+)/.exec(String(ready))?.[1];
assert.ok(url, `no address in ${ready}`);

const callOf = async (exchange, ...words) =>
  JSON.parse(await run('call', ...words, '--json', '--exchange', exchange, '--url', url)).data;
const call = (...words) => callOf('Paper', ...words);
const ticker = await call('ticker', 'LTC_USDT');
assert.ok(Number(ticker.buy) < Number(ticker.sell));
const { id } = await call('trade', 'LTC_USDT', 'buy', '10', '1');
assert.equal((await call('GetOrder', id)).status, 'pending');
assert.equal(await call('cancel', id), true);
assert.equal((await call('records', 'LTC_USDT', '60', '24')).length, 24);
assert.equal((await callOf('bitvavo', 'ticker', 'BTC_EUR')).buy, '49999.0000000001');
const matrix = JSON.parse(await run('exchanges', '--json'));
assert.deepEqual(
  matrix.exchanges.map(({ name }) => name),
  ['OKX', 'Bybit', 'Alpaca', 'CTrader', 'Paper', 'Paper/OKX', 'Paper/Bybit', 'Paper/Alpaca', 'Paper/CTrader'],
);

server.kill('SIGTERM');
bitvavo.close();
const [code] = await once(server, 'exit');
assert.equal(code, 0, 'serve stops cleanly');
process.stdout.write(`smoke test passed on Node ${process.version}\n`);
