import type { CcxtClass, CcxtExchange } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';
import { findCcxt, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { method, patchClass, unlimited } from './patchClass.js';

const HEX = '1234567890123456789012345678901234567890';
export const usual = {
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
export const KEYS: Readonly<Record<string, Partial<typeof usual>>> = {
  extended: { privateKey: `0x${'01'.repeat(31)}` },
  lbank: { secret: 'a secret of RSA is longer' },
  gemini: { apiKey: 'account-1234567890' },
  modetrade: { secret: `ed25519:${BASE58}` },
  woofipro: { secret: `ed25519:${BASE58}` },
  pacifica: {
    privateKey: '2AdzQ6wBQcs4RNQAsJFKHYLjbKZzv34jWkSTo9xcdGTG2AdzQ6wBQcs4RNQAsJFKHYLjbKZzv34jWkSTo9xcdGTG',
  },
};

/** What has to be set beside the keys. */
export const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cex: { accountId: '1' },
  coinbaseinternational: { portfolio: '1' },
  derive: { max_fee: '1', subaccount_id: '1', deriveWalletAddress: `0x${HEX}` },
};

/** What is asked for before an order, by the end of its path. */
export const ANSWERS: readonly (readonly [RegExp, object])[] = [
  [/v5\/(account\/info|user\/query-api)/, { retCode: 0, result: { unifiedMarginStatus: 5, uta: 1 } }],
  [/hf\/accounts\/opened/, { code: '200000', data: true }],
  [/futures\/BTCUSDTPERP\/leverage/, { success: true, data: { leverage: '3' } }],
  [/account\/leverage-info/, { code: '0', data: [{ instId: 'BTCUSDTPERP', lever: '3', mgnMode: 'cross' }] }],
  [/positions\/BTCUSDTPERP$/, { leverage: '0' }],
  [/account\/mode/, { code: '200000', data: { selfAccountMode: 'CLASSIC' } }],
  [/user\/account\/info/, { status: 'OK', data: { l2Key: '0x1', l2Vault: '1' } }],
  [/account\/accounts/, { status: 'ok', data: [{ id: 1, type: 'spot' }] }],
];
/** Kinds of markets: BTC/USDT, its perpetual, and the perpetual that is margined in coin. */
export type Kind = 'spot' | 'swap' | 'inverse';

const SYMBOLS = { spot: 'BTC/USDT', swap: 'BTC/USDT:USDT', inverse: 'BTC/USD:BTC' } as const;

/** A market as ccxt's fetchMarkets tells it, with what any of its exchanges wants to know of one. */
export function offlineMarket(exchange: CcxtExchange, kind: Kind): object {
  const swap = kind !== 'spot';
  const inverse = kind === 'inverse';
  const mode: unknown = Reflect.get(exchange, 'precisionMode');
  // Steps, significant digits, or decimal places.
  const precision = {
    2: { amount: '4', price: '2' },
    3: { amount: '8', price: '8' },
    4: { amount: '0.0001', price: '0.01' },
  }[Number(mode)];
  return {
    id: swap ? 'BTCUSDTPERP' : 'BTCUSDT',
    lowercaseId: 'btcusdt',
    uppercaseId: 'BTCUSDT',
    numericId: 1,
    symbol: SYMBOLS[kind],
    base: 'BTC',
    quote: inverse ? 'USD' : 'USDT',
    baseId: '1',
    quoteId: '2',
    type: swap ? 'swap' : 'spot',
    spot: !swap,
    swap,
    future: false,
    option: false,
    contract: swap,
    ...(swap && {
      settle: inverse ? 'BTC' : 'USDT',
      settleId: '2',
      linear: !inverse,
      inverse,
      contractSize: '0.01',
    }),
    active: true,
    taker: '0.001',
    maker: '0.001',
    precision: { ...precision, base: precision?.amount, quote: precision?.price, cost: precision?.price },
    limits: { amount: { min: '0.0001', max: '10000' }, price: {}, cost: {}, leverage: { max: '10' } },
    valueScale: 8,
    priceScale: 8,
    info: {
      id: '1',
      valueScale: 8,
      priceScale: 8,
      product_id: 1,
      quoteIncrement: '0.01',
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

/**
 * Has ccxt's class of an exchange know one market and one order without asking for them, and wait for nothing.
 *
 * @param order as ccxt's unified methods tell it.
 */
export async function putOffline(id: string, kind: Kind, order: object): Promise<CcxtClass> {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const Class = await loadClass(ccxt, id);
  const methods = {
    async loadMarkets(this: CcxtExchange): Promise<void> {
      if (!Object.hasOwn(Object(this.markets), SYMBOLS[kind]))
        Reflect.apply(Reflect.get(this, 'setMarkets'), this, [[offlineMarket(this, kind)]]);
    },
    // ccxt reads the clock that was there when it was loaded.
    milliseconds: () => Date.now(),
    seconds: () => Math.floor(Date.now() / 1000),
    microseconds: () => Date.now() * 1000,
    fetchOrderBook: async () => ({ timestamp: Date.now(), asks: [['20000', '1']], bids: [['10000', '1']] }),
    fetchOrder: async () => order,
    fetchOpenOrders: async () => [order],
    fetchOrders: async () => [order],
  };
  const members = Object.entries(methods).map(([name, value]) => [name, method(value)] as const);
  patchClass(Class, { ...Object.fromEntries(members), rateLimit: unlimited });
  return Class;
}

/** Which cannot sign without a network, or without a library of the exchange's own: what they lack is said. */
export const UNREACHABLE: Readonly<Record<string, RegExp>> = {
  apex: /"seeds" key is required/,
  bullish: /requires a token/,
  dydx: /protobufjs/,
  hibachi: /NaN/,
  lighter: /lighter-signer\.wasm/,
  nado: /invalid address/,
  ndax: /reading 'id'/,
  paradex: /felt/,
  revolutx: /padding/,
  grvt: /privateKey/,
};
