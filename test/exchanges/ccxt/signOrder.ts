import type { PreparedRequest } from '../../../src/exchange/Api.js';
import type { CcxtExchange } from '../../../src/exchanges/ccxt/CcxtExchange.js';
import { createInstance } from '../../../src/exchanges/ccxt/createInstance.js';
import { findCcxt } from '../../../src/exchanges/ccxt/findCcxt.js';
import { loadClass } from '../../../src/exchanges/ccxt/loadClass.js';
import { Pace } from '../../../src/exchanges/ccxt/Pace.js';
import { type Trip, Trips } from '../../../src/exchanges/ccxt/Trips.js';
import { Reply } from '../../../src/http/Reply.js';

const HEX = '1234567890123456789012345678901234567890';
const usual = {
  apiKey: '11111111-2222-3333-4444-555555555555',
  secret: Buffer.from('a secret of thirty-two bytes long').toString('base64'),
  password: 'passphrase',
  uid: '123456',
  login: 'login',
  accountId: `0x${HEX}`,
  walletAddress: `0x${HEX}`,
  privateKey: `0x${'1b'.repeat(32)}`,
  token: 'token',
  twofa: '123456',
};
const BASE58 = '4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS';

/** Where an exchange takes keys of another form. */
const KEYS: Readonly<Record<string, Partial<typeof usual>>> = {
  extended: { privateKey: `0x${'01'.repeat(31)}` },
  gemini: { apiKey: 'account-1234567890' },
  modetrade: { secret: `ed25519:${BASE58}` },
  woofipro: { secret: `ed25519:${BASE58}` },
  pacifica: {
    privateKey: '2AdzQ6wBQcs4RNQAsJFKHYLjbKZzv34jWkSTo9xcdGTG2AdzQ6wBQcs4RNQAsJFKHYLjbKZzv34jWkSTo9xcdGTG',
  },
};

/** What has to be set beside the keys. */
const OPTIONS: Readonly<Record<string, object>> = {
  cex: { createOrder: { accountId: '1' } },
  coinbaseinternational: { portfolio: '1' },
  derive: { subaccount_id: '1', deriveWalletAddress: `0x${HEX}` },
};

/** What ccxt wants to be told with each order. */
const PARAMS: Readonly<Record<string, object>> = { derive: { max_fee: '1' } };

/** What is asked for before an order, by the end of its path. */
const ANSWERS: readonly (readonly [RegExp, object])[] = [
  [/v5\/(account\/info|user\/query-api)/, { retCode: 0, result: { unifiedMarginStatus: 5, uta: 1 } }],
  [/account\/mode/, { code: '200000', data: { selfAccountMode: 'CLASSIC' } }],
  [/user\/account\/info/, { status: 'OK', data: { l2Key: '0x1', l2Vault: '1' } }],
  [/account\/accounts/, { status: 'ok', data: [{ id: 1, type: 'spot' }] }],
];

/**
 * Has ccxt sign a limit order of an exchange; what it would send goes nowhere and is answered with next to nothing.
 *
 * @param extra methods of ccxt's that are called as well.
 */
export async function signOrder(
  id: string,
  kind: 'spot' | 'swap',
  clientOrderId: string | undefined,
  extra: readonly string[] = [],
): Promise<{ requests: PreparedRequest[]; error: unknown }> {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const trips = new Trips();
  const exchange = createInstance(await loadClass(ccxt, id), trips, {
    name: id,
    pace: new Pace(),
    keys: { ...usual, ...KEYS[id] },
    simulate: false,
  });
  Object.assign(exchange.options, OPTIONS[id]);
  exchange.throttle = async () => undefined;
  Reflect.apply(Reflect.get(exchange, 'setMarkets'), exchange, [[market(exchange, kind)]]);
  const requests: PreparedRequest[] = [];
  const trip: Trip = {
    api: {
      signal: new AbortController().signal,
      async sendPrepared(request) {
        requests.push(request);
        const [, answer = {}] = ANSWERS.find(([path]) => path.test(request.url)) ?? [];
        return new Reply(200, new Headers(), JSON.stringify(answer));
      },
    },
    writes: true,
    asked: {},
    held: false,
    sent: 0,
    replies: [],
    accepted: false,
  };
  const symbol = kind === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT';
  const params = { ...PARAMS[id], ...(clientOrderId !== undefined && { clientOrderId }) };
  let error: unknown;
  const note = (cause: unknown) => {
    error = cause;
  };
  await trips.run(trip, async () => {
    for (const method of extra) {
      const run: unknown = Reflect.get(exchange, method);
      if (typeof run === 'function')
        await Promise.resolve(Reflect.apply(run, exchange, ['0x1', '0.01%'])).catch(note);
    }
    await exchange.createOrder(symbol, 'limit', 'buy', '2', '1000', params).catch(note);
  });
  return { requests, error };
}

function market(exchange: CcxtExchange, kind: 'spot' | 'swap'): object {
  const swap = kind === 'swap';
  const steps = Reflect.get(exchange, 'precisionMode') === 4;
  return {
    id: 'BTCUSDT',
    lowercaseId: 'btcusdt',
    symbol: swap ? 'BTC/USDT:USDT' : 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    baseId: '1',
    quoteId: '2',
    type: kind,
    spot: !swap,
    swap,
    future: false,
    option: false,
    contract: swap,
    ...(swap && { settle: 'USDT', settleId: '2', linear: true, inverse: false, contractSize: '1' }),
    active: true,
    taker: '0.001',
    maker: '0.001',
    precision: { amount: steps ? '0.0001' : '4', price: steps ? '0.01' : '5' },
    limits: { amount: { min: '0.0001', max: '1000' }, price: {}, cost: {}, leverage: { max: '10' } },
    info: {
      id: '1',
      product_id: 1,
      orderTypes: ['LIMIT', 'MARKET'],
      orderType: 'LIMIT,MARKET',
      l2Config: {
        syntheticId: '0x1',
        collateralId: '0x1',
        syntheticResolution: 1_000_000,
        collateralResolution: 1_000_000,
      },
      base_asset_address: `0x${HEX}`,
      base_asset_sub_id: '0',
    },
  };
}
