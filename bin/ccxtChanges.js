// Reports what another version of ccxt changes: node bin/ccxtChanges.js FOLDER
// Run it once a week, after: npm install ccxt@latest --ignore-scripts --prefix FOLDER
import { isDeepStrictEqual } from 'node:util';
import { requiredKeys } from '../build/exchanges/ccxt/credentials.js';
import { listEndpoints } from '../build/exchanges/ccxt/io.js';
import { findCcxt, loadClass } from '../build/exchanges/ccxt/library/findCcxt.js';

const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write('usage: node bin/ccxtChanges.js FOLDER (in which another ccxt is installed)\n');
  process.exit(2);
}
const [ours, theirs] = [findCcxt(import.meta.dirname), findCcxt(folder)];
if (!ours || !theirs) throw new Error('ccxt is not installed');

const [before, after] = [await describe(ours), await describe(theirs)];
const lines = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((id) => changesOf(id));
process.stdout.write(
  `ccxt ${ours.version} -> ${theirs.version}: ${lines.length === 0 ? 'nothing that matters has changed' : `${lines.length} changes`}\n`,
);
for (const line of lines) process.stdout.write(`${line}\n`);

/** What of each exchange matters here: what it has, which keys it wants, and its API. */
async function describe(ccxt) {
  const exchanges = new Map();
  for (const id of ccxt.ids) {
    const Exchange = await loadClass(ccxt, id);
    const exchange = new Exchange({});
    const { has, api } = exchange;
    exchanges.set(id, { has, keys: requiredKeys(exchange), api: new Set(listEndpoints(api).map(nameOf)) });
  }
  return exchanges;
}

function nameOf({ api, verb, name }) {
  return [...[api].flat(), verb, name].join(' ');
}

function changesOf(id) {
  const [old, now] = [before.get(id), after.get(id)];
  if (!old) return [`${id}: new`];
  if (!now) return [`${id}: gone`];
  const methods = Object.keys({ ...old.has, ...now.has }).filter((name) => old.has[name] !== now.has[name]);
  const added = [...now.api].filter((path) => !old.api.has(path));
  const removed = [...old.api].filter((path) => !now.api.has(path));
  return [
    ...(isDeepStrictEqual(old.keys, now.keys) ? [] : [`${id}: keys ${old.keys} -> ${now.keys}`]),
    ...methods.map((name) => `${id}: ${name} ${old.has[name]} -> ${now.has[name]}`),
    ...added.map((path) => `${id}: + ${path}`),
    ...removed.map((path) => `${id}: - ${path}`),
  ];
}
