// Starts the built CLI with the Node that runs this file, and goes through a first minute with Paper.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--log-level', 'error'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [ready] = await once(server.stdout, 'data');
const url = /listening on (http:\S+)/.exec(String(ready))?.[1];
assert.ok(url, `no address in ${ready}`);

const call = async (...words) =>
  JSON.parse(await run('call', ...words, '--json', '--exchange', 'Paper', '--url', url)).data;
const ticker = await call('ticker', 'LTC_USDT');
assert.ok(Number(ticker.buy) < Number(ticker.sell));
const { id } = await call('trade', 'LTC_USDT', 'buy', '10', '1');
assert.equal((await call('GetOrder', id)).status, 'pending');
assert.equal(await call('cancel', id), true);
assert.equal((await call('records', 'LTC_USDT', '60', '24')).length, 24);
const matrix = JSON.parse(await run('exchanges', '--json'));
assert.deepEqual(
  matrix.exchanges.map(({ name }) => name),
  ['OKX', 'Bybit', 'Paper', 'Paper/OKX', 'Paper/Bybit'],
);

server.kill('SIGTERM');
const [code] = await once(server, 'exit');
assert.equal(code, 0, 'serve stops cleanly');
process.stdout.write(`smoke test passed on Node ${process.version}\n`);
