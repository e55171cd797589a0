import ccxt, { type Exchange } from 'ccxt';
import { expect, test } from 'vitest';
import { listEndpoints } from '../../../src/exchanges/ccxt/io.js';
import { isWrite } from '../../../src/protocol/isWrite.js';
import { namedLikeWrites, writing } from './getsThatWrite.js';

interface Gets {
  readonly id: string;
  /** Names with placeholders, of what wants keys. */
  readonly names: readonly string[];
}

const classes: Readonly<Record<string, unknown>> = { ...ccxt };
const all: readonly Gets[] = ccxt.exchanges.map((id) => {
  const names = listEndpoints(apiOf(id))
    .filter(({ verb, api }) => verb === 'GET' && ![api].flat().some((part) => /^public/i.test(part)))
    .map(({ name }) => name);
  return { id, names: [...new Set(names)] };
});

function apiOf(id: string): unknown {
  const Venue = classes[id];
  if (typeof Venue !== 'function') throw new Error(id);
  const exchange: Exchange = Reflect.construct(Venue, []);
  return exchange.api;
}

const flat = (table: Readonly<Record<string, readonly string[]>>) => Object.values(table).flat().sort();

test('of all that ccxt asks by GET with keys, what was reviewed is taken for a write, and nothing else', () => {
  const names = [...new Set(all.flatMap((one) => one.names))];
  expect(names.length).toBeGreaterThan(3000);
  expect(names.filter((name) => isWrite('io', 'GET', `/${name}`)).sort()).toEqual(
    [...flat(writing), ...flat(namedLikeWrites)].sort(),
  );
});

test('with values in its path it is judged as without', () => {
  for (const { id, names } of all)
    for (const name of names)
      for (const value of ['12345', 'BTC-USDT', 'BTCUSDT', '6f5570df-d8bc-4daf-85b4-976733feb624'])
        expect([id, name, isWrite('io', 'GET', `/api/${name.replace(/\{[^{}]*\}/g, value)}`)]).toEqual([
          ...[id, name],
          isWrite('io', 'GET', `/${name}`),
        ]);
});

test('what Deribit takes by GET is a write, unless it says that it gets, lists or simulates', () => {
  const names = all.find(({ id }) => id === 'deribit')?.names ?? [];
  expect(names.length).toBeGreaterThan(90);
  for (const name of names)
    for (const path of [`/api/v2/private/${name}`, `private_get_${name}`])
      expect([path, isWrite('io', 'GET', path)]).toEqual([path, !/^(get|list|simulate)_/.test(name)]);
});
