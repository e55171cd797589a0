import { Chalk } from 'chalk';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { saysUnsupported } from '../../src/check/errorTexts.js';
import { renderExchanges } from '../../src/cli/exchanges/renderExchanges.js';
import { describeExchanges } from '../../src/runtime/describeExchanges.js';
import { startPlugin } from '../support/startPlugin.js';

const broker = defineExchange({
  name: 'Broker',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  unsupported: {
    accounts: 'it tells no balance: read it on its page',
    assets: 'it tells no balance: read it on its page',
    records: 'it has no candles: collect GetTicker',
  },
  methods: {},
});

test('what an exchange lacks is answered with the way out, where its author says one', async () => {
  const plugin = await startPlugin({ exchanges: [broker] });
  const answers = [await plugin.call('Broker', 'accounts'), await plugin.call('Broker', 'fundings')];
  await plugin.stop();
  expect(answers.map(({ error }) => error)).toEqual([
    'Broker does not support GetAccount: it tells no balance: read it on its page',
    'Broker does not support GetFundings',
  ]);
  expect(answers.every(({ error = '' }) => saysUnsupported(error))).toBe(true);
});

test('the matrix says it below, once for all functions of one reason', () => {
  const text = renderExchanges(describeExchanges([broker]), new Chalk({ level: 0 }));
  expect(text.split('\n').slice(-3)).toEqual([
    '',
    'Broker GetRecords: it has no candles: collect GetTicker',
    'Broker GetAccount, GetAssets: it tells no balance: read it on its page',
  ]);
});
