import ccxt from 'ccxt';
import { test } from 'vitest';
import { signBackpack } from '../../src/signing/signBackpack.js';
import { signBinance } from '../../src/signing/signBinance.js';
import { signBitget } from '../../src/signing/signBitget.js';
import { signBithumb } from '../../src/signing/signBithumb.js';
import { signBybit } from '../../src/signing/signBybit.js';
import { signCoinbaseExchange } from '../../src/signing/signCoinbaseExchange.js';
import { signGate } from '../../src/signing/signGate.js';
import { signKraken } from '../../src/signing/signKraken.js';
import { signKucoin } from '../../src/signing/signKucoin.js';
import { signOkx } from '../../src/signing/signOkx.js';
import { signUpbit } from '../../src/signing/signUpbit.js';
import { at, type Call, expectSame, nonce, type Preset, type Signer } from './ccxtSigns.js';
import { ed25519Pem, ed25519Public, ed25519Seed, rsaPem } from './keys.js';

const keys = { accessKey: 'demoKey', secret: 'ZGVtb1NlY3JldERlbW9TZWNyZXQ=', passphrase: 'demoPassphrase' };
const seed = { ...keys, accessKey: ed25519Public, secret: ed25519Seed };
const limit = { symbol: 'BTCUSDT', side: 'Buy', qty: '0.1' };
const batch = { orders: [{ ordertype: 'limit', pair: 'XBTUSD' }] };
const list = { symbol: 'A,B' };

const okx: Call[] = [
  ['trade/order', 'private', 'POST', limit],
  ['trade/order', 'private', 'GET', limit],
];
const bybit: Call[] = [
  ['v5/order/create', 'private', 'POST', limit],
  ['v5/order/realtime', 'private', 'GET', limit],
];
const bitget: Call[] = [
  ['v2/spot/order', ['private', 'spot'], 'POST', limit],
  ['v2/spot/order', ['private', 'spot'], 'GET', { ...limit, a: 'A,B' }],
];
const orders: Call[] = [
  ['orders', 'private', 'POST', limit],
  ['orders', 'private', 'GET', list],
];
const gate: Call[] = [
  ['orders', ['private', 'spot'], 'POST', limit],
  ['orders', ['private', 'spot'], 'GET', list],
];
const kraken: Call[] = [
  ['AddOrder', 'private', 'POST', limit],
  ['AddOrderBatch', 'private', 'POST', batch],
];
const bithumb: Call[] = [
  ['v2/orders', 'private', 'POST', limit],
  ['v1/orders', 'private', 'GET', { uuids: ['a', 'b'] }],
];
const binance: Call[] = [
  ['openOrders', 'private', 'GET', limit],
  ['openOrders', 'private', 'DELETE', limit],
];
const backpack: Call[] = [
  ['api/v1/capital', 'private', 'GET', {}],
  ['api/v1/order', 'private', 'DELETE', limit],
];
const instructions = { 'GET /api/v1/capital': 'balanceQuery', 'DELETE /api/v1/order': 'orderCancel' };

test.each<[string, Signer, Call[], Preset, typeof keys]>([
  ['OKX', ccxt.okx, okx, (request, keys) => signOkx(request, keys, at), keys],
  ['Bybit', ccxt.bybit, bybit, (request, keys) => signBybit(request, keys, at), keys],
  ['Bitget', ccxt.bitget, bitget, (request, keys) => signBitget(request, keys, at), keys],
  ['KuCoin', ccxt.kucoin, orders, (request, keys) => signKucoin(request, keys, at), keys],
  [
    'Coinbase',
    ccxt.coinbaseexchange,
    orders,
    (request, keys) => signCoinbaseExchange(request, keys, at),
    keys,
  ],
  ['Gate', ccxt.gate, gate, (request, keys) => signGate(request, keys, at), keys],
  ['Kraken', ccxt.kraken, kraken, (request, keys) => signKraken(request, keys, 0, { nonce: `${at}` }), keys],
  ['Upbit', ccxt.upbit, orders, (request, keys) => signUpbit(request, keys, at, { nonce }), keys],
  ['Bithumb', ccxt.bithumb, bithumb, (request, keys) => signBithumb(request, keys, at, { nonce }), keys],
  ['Binance', ccxt.binance, binance, (request, keys) => signBinance(request, keys, at), keys],
  [
    'RSA',
    ccxt.binance,
    binance,
    (request, keys) => signBinance(request, keys, at),
    { ...keys, secret: rsaPem },
  ],
  [
    'Ed25519',
    ccxt.binance,
    binance,
    (request, keys) => signBinance(request, keys, at),
    { ...keys, secret: ed25519Pem },
  ],
  [
    'Backpack',
    ccxt.backpack,
    backpack,
    (request, keys) => signBackpack(request, keys, at, { instructions }),
    seed,
  ],
])('ccxt signs the same: %s', (_, Signer, calls, preset, account) => {
  for (const call of calls) expectSame(Signer, preset, account, call);
});
