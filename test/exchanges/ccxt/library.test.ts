import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { describeCcxt } from '../../../src/exchanges/ccxt/library/describeCcxt.js';
import { findCcxt, knownIds } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const ccxt = findCcxt();

test('the known ids are those of the pinned version', () => {
  expect(ccxt?.version).toBe('4.5.84');
  expect(knownIds).toEqual(ccxt?.ids);
});

test('ccxt is found from another folder, too', () => {
  expect(findCcxt(mkdtempSync(join(tmpdir(), 'fmzproto-')))?.ids).toEqual(knownIds);
});

describe('names', () => {
  const library = createCcxtLibrary();

  test('an id is an exchange, and so is ccxt/id', () => {
    expect(library.find('bitvavo')?.name).toBe('bitvavo');
    expect(library.find('ccxt/okx')?.name).toBe('ccxt/okx');
    expect(library.find('nothing')).toBeUndefined();
  });

  test('an id that ccxt has not: the nearest one', () => {
    expect(() => library.find('ccxt/bitvao')).toThrow('has no exchange "bitvao", did you mean ccxt/bitvavo?');
  });
});

describe('the plugin', () => {
  let plugin: Plugin;
  beforeAll(async () => {
    // Nothing listens there.
    plugin = await startCcxtPlugin(
      Object.fromEntries(knownIds.map((id) => [`ccxt/${id}`, 'http://127.0.0.1:1'])),
    );
  });
  afterAll(() => plugin?.stop());

  test('an unknown name: the nearest', async () => {
    const { error } = await plugin.call('bitvao', 'ticker', { symbol: 'BTC_EUR' });
    expect(error).toBe(
      'unknown exchange "bitvao", did you mean bitvavo? This plugin has OKX, Bybit, Alpaca, CTrader, Paper, Paper/OKX, Paper/Bybit, Paper/Alpaca, Paper/CTrader, and those of ccxt 4.5.84: fmzproto exchanges --ccxt',
    );
  });

  test("an adapter of fmzproto's own wins its name", async () => {
    const plain = await plugin.call('okx', 'ticker', { symbol: 'USDT.swap' });
    expect(plain.error).toMatch(/^symbol/);
  });

  test.each(knownIds)('%s refuses cleanly without a network', async (id) => {
    const keys = { access_key: 'an-access-key', secret_key: 'a-secret-key' };
    const answers = await Promise.all([
      plugin.call(`ccxt/${id}`, 'ticker', { symbol: 'BTC_USDT' }, keys),
      plugin.call(`ccxt/${id}`, 'accounts', {}, keys),
      plugin.call(`ccxt/${id}`, 'trade', { symbol: 'BTC_USDT', type: 'buy', price: '1', amount: '1' }, keys),
    ]);
    for (const { data, error = '' } of answers) {
      expect(data).toBeUndefined();
      expect(error).toMatch(/^\S.+$/);
      expect(error).not.toMatch(
        /internal error|at .*\.js|an-access-key|a-secret-key|outcome unknown|undefined/,
      );
      expect(error.length).toBeLessThan(400);
    }
  });
});

test('all of them list what they can', async () => {
  const { version, exchanges } = await describeCcxt();
  expect(version).toBe(ccxt?.version);
  expect(exchanges.map(({ name }) => name)).toEqual(knownIds);
  const bitvavo = exchanges.find(({ name }) => name === 'bitvavo');
  expect(bitvavo).toMatchObject({ credentials: ['apiKey', 'secret'], simulate: false });
  expect(bitvavo?.methods).not.toContain('positions');
  expect(exchanges.every(({ methods }) => methods.includes('markets') && methods.includes('io'))).toBe(true);
});
