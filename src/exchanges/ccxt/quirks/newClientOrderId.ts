import { randomBytes, randomUUID } from 'node:crypto';
import { createClientOrderId } from '../../../adapter/clientOrderId.js';

/** Letters and digits, at most 32: what most exchanges take. */
const plain = createClientOrderId;
const short = () => createClientOrderId().slice(0, 17);
const hex = tellable(() => `0x${randomBytes(16).toString('hex')}`);
const uuid = tellable(() => randomUUID());

/**
 * How the client order ids of an exchange have to look, for those whose ids ccxt sends with an order and hands out with
 * it again. A wrong one would have every order refused, so that none is sent to other exchanges.
 */
const FORMATS: Readonly<Record<string, () => string>> = {
  alpaca: plain,
  aster: plain,
  binance: plain,
  binancecoinm: plain,
  binanceus: plain,
  binanceusdm: plain,
  bingx: plain,
  bitget: plain,
  bittrade: uuid,
  bitvavo: uuid,
  blofin: plain,
  bybit: plain,
  bybiteu: plain,
  bybitid: plain,
  btcmarkets: short,
  btcturk: uuid,
  cex: uuid,
  coinbase: uuid,
  coinbaseexchange: uuid,
  coinex: plain,
  deribit: plain,
  gate: short,
  gateeu: short,
  hyperliquid: hex,
  kraken: uuid,
  kucoin: plain,
  kucoinfutures: plain,
  latoken: uuid,
  mexc: plain,
  myokx: plain,
  okx: plain,
  okxus: plain,
  phemex: plain,
  poloniex: plain,
  upbit: plain,
  weex: plain,
  whitebit: plain,
};

/** A new client order id; `undefined` for an exchange that gets none. */
export function newClientOrderId(id: string): string | undefined {
  return Object.hasOwn(FORMATS, id) ? FORMATS[id]?.() : undefined;
}

/** FMZ's documented log filter hides lines that hold 502 or 503, and such an id is told in a line. */
function tellable(make: () => string): () => string {
  return () => {
    let id = make();
    while (/50[23]/.test(id)) id = make();
    return id;
  };
}
