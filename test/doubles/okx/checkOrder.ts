import { BigNumber } from 'bignumber.js';
import { nextOrderId } from '../exchange/nextOrderId.js';
import type { AccountState } from './AccountState.js';
import { missing, RowRefusal } from './Answer.js';
import { checkFunds } from './checkFunds.js';
import { checkMode, checkPositionSide } from './checkMode.js';
import { marginCurrency } from './contractMaths.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';

type Body = Record<string, unknown>;

const ORDER_TYPES = ['market', 'limit', 'post_only', 'fok', 'ioc', 'optimal_limit_ioc'];
const MARKET_TYPES = ['market', 'optimal_limit_ioc'];
const LABEL = /^[A-Za-z0-9]+$/;

/**
 * Reads the body of an order and checks all that the exchange checks before accepting it.
 *
 * @throws Refusal when a parameter is missing, RowRefusal when the order is refused.
 */
export function checkOrder(body: Body, account: AccountState, market: Market): OkxOrder {
  for (const name of ['instId', 'tdMode', 'side', 'ordType', 'sz']) {
    if (body[name] === undefined || body[name] === '') throw missing(name);
  }
  const instrument = market.find(field(body, 'instId'));
  if (!instrument) throw new RowRefusal('51001', "Instrument ID doesn't exist.");
  const { instId, instType, state } = instrument.row;
  if (state === 'preopen') throw new RowRefusal('51021', 'The pair or contract is not listed yet.');
  if (state === 'suspend') throw new RowRefusal('51022', 'The pair or contract is suspended.');

  const ordType = oneOf(body, 'ordType', ORDER_TYPES);
  if (ordType === 'optimal_limit_ioc' && instType === 'SPOT') throw bad('ordType');
  const side = oneOf(body, 'side', ['buy', 'sell'] as const);
  const tdMode = checkMode(field(body, 'tdMode'), instrument, account);
  const posSide = checkPositionSide(field(body, 'posSide'), instrument, account);
  const now = `${market.clock.now()}`;
  const order: OkxOrder = {
    accessKey: account.settings.accessKey,
    ordId: nextOrderId(market.clock.now()),
    clOrdId: label(body, 'clOrdId', 32),
    tag: label(body, 'tag', 16),
    ...{ instId, instType, tdMode, side, posSide, ordType },
    px: MARKET_TYPES.includes(ordType) ? '' : checkPrice(field(body, 'px'), instrument),
    sz: field(body, 'sz'),
    tgtCcy: targetCurrency(body, instType, ordType, side),
    reduceOnly: flag(body, 'reduceOnly') && posSide === 'net' && instType !== 'SPOT' ? 'true' : 'false',
    lever: instType === 'SPOT' ? '' : account.lever(instId, tdMode, posSide),
    ...{ state: 'live', accFillSz: '0', avgPx: '', fillPx: '', fillSz: '0', fillTime: '', tradeId: '' },
    ...{ fee: '0', feeCcy: feeCurrency(instrument, side), pnl: '0', cTime: now, uTime: now },
  };
  if (order.clOrdId && account.orders.some((other) => isOpen(other) && other.clOrdId === order.clOrdId)) {
    throw new RowRefusal('51016', 'Client order ID already exists.');
  }
  checkSize(order.sz, instrument, order.tgtCcy === 'quote_ccy' ? market.price(instrument) : undefined);
  return checkFunds(order, instrument, account, market);
}

/** @param price the price of the base currency when the size is in quote currency. */
export function checkSize(sz: string, { row }: Instrument, price?: BigNumber): void {
  if (!/^\d+(\.\d+)?$/.test(sz) || Number(sz) === 0) throw bad('sz');
  const size = price ? new BigNumber(sz).div(price) : new BigNumber(sz);
  if (size.lt(row.minSz))
    throw new RowRefusal('51020', 'Your order should meet or exceed the minimum order amount.');
  if (!price && !size.mod(row.lotSz).isZero()) {
    throw new RowRefusal('51121', 'Order quantity must be a multiple of the lot size.');
  }
}

export function checkPrice(px: string, { row }: Instrument): string {
  if (!/^\d+(\.\d+)?$/.test(px) || Number(px) === 0) throw bad('px');
  if (!new BigNumber(px).mod(row.tickSz).isZero()) throw bad('px');
  return px;
}

function targetCurrency(body: Body, instType: string, ordType: string, side: string): OkxOrder['tgtCcy'] {
  const tgtCcy = field(body, 'tgtCcy');
  // Ignored without a word for everything else.
  if (instType !== 'SPOT' || ordType !== 'market') return '';
  if (tgtCcy === '') return side === 'buy' ? 'quote_ccy' : 'base_ccy';
  return oneOf(body, 'tgtCcy', ['base_ccy', 'quote_ccy'] as const);
}

/** Of a purchase the bought currency, of a sale the quote currency, of a contract that of its margin. */
function feeCurrency(instrument: Instrument, side: 'buy' | 'sell'): string {
  const { instType, baseCcy, quoteCcy } = instrument.row;
  if (instType !== 'SPOT') return marginCurrency(instrument);
  return side === 'buy' ? baseCcy : quoteCcy;
}

function bad(name: string): RowRefusal {
  return new RowRefusal('51000', `Parameter ${name} error `);
}

/** A string member of a body, "" where it is absent. */
export function field(body: Body, name: string): string {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw bad(name);
  return value;
}

function oneOf<T extends string>(body: Body, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === field(body, name));
  if (found === undefined) throw bad(name);
  return found;
}

function label(body: Body, name: string, max: number): string {
  const value = field(body, name);
  if (value !== '' && (!LABEL.test(value) || value.length > max)) throw bad(name);
  return value;
}

function flag(body: Body, name: string): boolean {
  const value = body[name] ?? false;
  if (typeof value !== 'boolean') throw bad(name);
  return value;
}
