import { BigNumber } from 'bignumber.js';
import { notional, profit } from '../exchange/Contract.js';
import { sum } from '../exchange/sum.js';
import { Wallet } from '../exchange/Wallet.js';
import { contractOf, marginCurrency } from './contractMaths.js';
import type { Market } from './Market.js';
import type { OkxAccount } from './OkxAccount.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import { directionOf, type Position } from './Position.js';

const ZERO = new BigNumber(0);
const DEFAULT_LEVER = '3';

/** What an account holds. What is frozen follows from its open orders and positions, and is stored nowhere. */
export class AccountState {
  readonly settings: OkxAccount;
  readonly orders: OkxOrder[] = [];
  readonly positions: Position[] = [];
  readonly levers = new Map<string, string>();
  readonly #market: Market;
  readonly #cash: Wallet;

  constructor(settings: OkxAccount, market: Market) {
    this.settings = settings;
    this.#market = market;
    this.#cash = new Wallet(settings.balances);
  }

  get acctLv(): string {
    return this.settings.acctLv ?? '1';
  }

  get hedged(): boolean {
    return this.settings.posMode === 'long_short_mode';
  }

  currencies(): string[] {
    return this.#cash.currencies();
  }

  cash(ccy: string): BigNumber {
    return this.#cash.amount(ccy);
  }

  credit(ccy: string, amount: BigNumber): void {
    this.#cash.credit(ccy, amount);
  }

  setCash(ccy: string, amount: string): void {
    this.#cash.set(ccy, amount);
  }

  /** Held by open orders. */
  frozenByOrders(ccy: string, except?: OkxOrder): BigNumber {
    const held = this.orders
      .filter((order) => isOpen(order) && order.ordId !== except?.ordId)
      .map((order) => this.holds(order))
      .filter((hold) => hold.ccy === ccy);
    return sum(held.map(({ amount }) => amount));
  }

  /** What an open order holds back. */
  holds(order: OkxOrder): { ccy: string; amount: BigNumber } {
    const instrument = this.#market.require(order.instId);
    const left = new BigNumber(order.sz).minus(order.accFillSz);
    const px = new BigNumber(order.px || this.#market.price(instrument));
    if (order.instType === 'SPOT') {
      const { baseCcy, quoteCcy } = instrument.row;
      return order.side === 'buy'
        ? { ccy: quoteCcy, amount: left.times(px) }
        : { ccy: baseCcy, amount: left };
    }
    const ccy = marginCurrency(instrument);
    const amount = isClosing(order)
      ? ZERO
      : notional(contractOf(instrument), left, px).div(order.lever || DEFAULT_LEVER);
    return { ccy, amount };
  }

  /** Margin of the positions in this currency. */
  margin(ccy: string, mgnMode?: Position['mgnMode']): BigNumber {
    const mine = this.#positionsIn(ccy).filter((position) => !mgnMode || position.mgnMode === mgnMode);
    return sum(mine.map((position) => this.marginOf(position)));
  }

  marginOf(position: Position): BigNumber {
    const instrument = this.#market.require(position.instId);
    const price = position.mgnMode === 'cross' ? this.#market.price(instrument) : position.avgPx;
    return position.pos.isZero()
      ? ZERO
      : notional(contractOf(instrument), position.pos, price).div(position.lever);
  }

  /** Unrealised profit in this currency. */
  upl(ccy: string): BigNumber {
    return sum(this.#positionsIn(ccy).map((position) => this.uplOf(position)));
  }

  uplOf(position: Position): BigNumber {
    if (position.pos.isZero()) return ZERO;
    const instrument = this.#market.require(position.instId);
    const mark = this.#market.price(instrument);
    return profit(contractOf(instrument), position.pos, directionOf(position), position.avgPx, mark);
  }

  /** What new orders may use. */
  available(ccy: string, except?: OkxOrder): BigNumber {
    const used = this.frozenByOrders(ccy, except).plus(this.margin(ccy));
    return BigNumber.max(0, this.cash(ccy).plus(this.upl(ccy)).minus(used));
  }

  /** The leverage set for a contract, from the most particular setting to the default. */
  lever(instId: string, mgnMode: string, posSide: string): string {
    return this.levers.get(this.leverKey(instId, mgnMode, posSide)) ?? DEFAULT_LEVER;
  }

  /** Cross leverage of dated contracts is one per underlying; isolated in hedge mode is one per side. */
  leverKey(instId: string, mgnMode: string, posSide: string): string {
    const { row } = this.#market.require(instId);
    if (mgnMode === 'cross')
      return `cross ${row.instType === 'FUTURES' ? `FUTURES ${row.instFamily}` : instId}`;
    return `isolated ${instId} ${this.hedged ? posSide : 'net'}`;
  }

  #positionsIn(ccy: string): Position[] {
    return this.positions.filter(({ instId }) => marginCurrency(this.#market.require(instId)) === ccy);
  }
}

/** Whether an order can only make a position smaller. */
export function isClosing({ side, posSide, reduceOnly }: OkxOrder): boolean {
  if (posSide === 'long') return side === 'sell';
  if (posSide === 'short') return side === 'buy';
  return reduceOnly === 'true';
}
