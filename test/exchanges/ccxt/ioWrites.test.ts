import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Double, startDouble } from '../../doubles/ccxt/startDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const keys = { access_key: 'deribit-access', secret_key: 'deribit-secret-1234' };
const ok = (result: unknown) => () => ({ body: { jsonrpc: '2.0', result, testnet: false } });
const instrument = {
  ...{ instrument_name: 'BTC-PERPETUAL', instrument_type: 'reversed', kind: 'future', is_active: true },
  ...{ base_currency: 'BTC', quote_currency: 'USD', counter_currency: 'USD', settlement_currency: 'BTC' },
  ...{ settlement_period: 'perpetual', future_type: 'reversed', expiration_timestamp: 32503708800000 },
  ...{ tick_size: 0.5, min_trade_amount: 10, contract_size: 10, max_leverage: 50 },
  ...{ taker_commission: 0.0005, maker_commission: 0, creation_timestamp: 1534242287000 },
};
const prefix = '/api/v2/private';
const writes = ['buy', 'sell', 'edit', 'cancel', 'cancel_all', 'withdraw', 'close_position', 'mass_quote'];

let double: Double;
let plugin: Plugin;
beforeAll(async () => {
  double = await startDouble({
    'GET /api/v2/public/get_currencies': ok([
      { currency: 'BTC', currency_long: 'Bitcoin', fee_precision: 4 },
    ]),
    'GET /api/v2/public/get_instruments': ok([instrument]),
    'GET /api/v2/private/{name}': ok({}),
  });
  plugin = await startCcxtPlugin({ deribit: double.url });
});
afterAll(async () => {
  await plugin?.stop();
  await double?.close();
});

const ask = (path: string, verb = 'GET') =>
  plugin.call('deribit', `__api_${path}`, { instrument_name: 'BTC-PERPETUAL' }, keys, {
    'Http-Method': verb,
  });

describe('an order by GET', () => {
  test.each([
    ...writes.map((name): [string, string] => [`${prefix}/${name}`, name]),
    ['privateGetBuy', 'buy'],
    ['private_get_close_position', 'close_position'],
  ])('%s is sent once, and its lost answer leaves the outcome unknown', async (path, name) => {
    const target = `GET ${prefix}/${name}`;
    const before = double.sent(target).length;
    double.fault({ match: target, kind: 'reset-after' });
    const { error } = await ask(path);
    double.clearFaults();
    expect(error).toMatch(/outcome unknown/);
    expect(double.sent(target)).toHaveLength(before + 1);
  });

  test.each(['get_positions', 'list_api_keys'])('%s reads, and is asked again', async (name) => {
    double.fault({ match: `GET ${prefix}/${name}`, kind: 'reset-after' });
    expect((await ask(`${prefix}/${name}`)).error).toBeUndefined();
    expect(double.sent(`GET ${prefix}/${name}`)).toHaveLength(2);
  });
});
