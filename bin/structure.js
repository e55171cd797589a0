// Says how src/ is cut: files, lines, the median, and in how many files the code of two calls lies.
// node bin/structure.js [--files], after a build. A call goes to a plugin of this build in front of an exchange's double, once
// to warm up and once counted: a file counts when one of its functions ran between request and answer, by V8's own count.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { openTarget } from '../build/cli/check/openTarget.js';

const root = new URL('..', import.meta.url);
const build = new URL('build/', root).href;
const jiti = createJiti(import.meta.url);
const double = (path) => jiti.import(`../test/doubles/${path}`);

const { startOkxDouble, defaultAccount: okx } = await double('okx/startOkxDouble.ts');
const { startBybitDouble, defaultAccount: bybit } = await double('bybit/startBybitDouble.ts');
const { startBitvavo, bitvavoKeys } = await double('ccxt/bitvavo.ts');

const targets = [
  {
    name: 'OKX',
    start: startOkxDouble,
    keys: { access_key: okx.accessKey, secret_key: `${okx.secret},${okx.passphrase}` },
  },
  { name: 'Bybit', start: startBybitDouble, keys: { access_key: bybit.accessKey, secret_key: bybit.secret } },
  { name: 'bitvavo', start: startBitvavo, keys: bitvavoKeys, symbol: 'BTC_EUR' },
  { name: 'Paper', keys: { access_key: 'structure', secret_key: '' } },
];

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const lines = listLines();
const rows = [];
for (const target of targets) rows.push(await measure(target));

const print = (text) => process.stdout.write(`${text}\n`);
print(`src: ${lines.length} files, ${sum(lines)} lines, median ${median(lines)}`);
print(
  'files that a call runs through, from the request to the answer (of them in the folder of the exchange):',
);
print('            GetTicker  CreateOrder');
for (const { name, ticker, trade } of rows) {
  print(`  ${name.padEnd(10)}${countsOf(ticker).padStart(9)}${countsOf(trade).padStart(13)}`);
}
if (process.argv.includes('--files')) {
  for (const { name, ticker, trade } of rows) {
    print(`\n${name} GetTicker\n  ${ticker.join('\n  ')}\n\n${name} CreateOrder\n  ${trade.join('\n  ')}`);
  }
}
process.exit();

/** The files of a ticker and of an order at one exchange. */
async function measure({ name, start, keys, symbol = 'BTC_USDT' }) {
  const exchange = await start?.();
  const target = await openTarget(name, {
    baseUrls: exchange ? [`${name}=${exchange.url}`] : [],
    exchanges: './exchanges',
    timeout: 60_000,
    version: '0.0.0',
  });
  const call = async (method, params) => {
    const body = JSON.stringify({ ...keys, method, nonce: Date.now(), params });
    const answer = await (await fetch(target.url, { method: 'POST', body })).json();
    if (answer.error) throw new Error(`${name} ${method}: ${answer.error}`);
    return answer.data;
  };
  const { last } = await call('ticker', { symbol });
  const order = { symbol, type: 'buy', price: String(Math.round(Number(last) * 0.9)), amount: '0.001' };
  await call('trade', order);
  const ticker = await filesOf(() => call('ticker', { symbol }));
  const trade = await filesOf(() => call('trade', order));
  await target.close();
  await exchange?.close();
  return { name, ticker, trade };
}

/** The files of src of which a function runs meanwhile; what a module does when it is loaded does not count. */
async function filesOf(run) {
  await session.post('Profiler.takePreciseCoverage');
  await run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url, functions }) => url.startsWith(build) && functions.some(hasRun))
    .map(({ url }) => url.slice(build.length).replace(/\.js$/, '.ts'))
    .sort();
}

function hasRun({ ranges: [{ startOffset, count }] }) {
  return startOffset > 0 && count > 0;
}

function countsOf(files) {
  return `${files.length} (${files.filter((file) => file.startsWith('exchanges/')).length})`;
}

function listLines() {
  const files = execFileSync('git', ['ls-files', 'src/*.ts'], { cwd: fileURLToPath(root), encoding: 'utf8' });
  return files
    .trim()
    .split('\n')
    .map((file) => readFileSync(new URL(file, root), 'utf8').split('\n').length - 1);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
