import { BigNumber } from 'bignumber.js';
import { notional, profit } from '../exchange/Contract.js';
import { sum } from '../exchange/sum.js';
import { Wallet } from '../exchange/Wallet.js';
import type { BybitAccount } from './BybitAccount.js';
import { type BybitOrder, isByValue, isOpen } from './BybitOrder.js';
import { contractOf, type Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import type { Position } from './Position.js';

const ZERO = new BigNumber(0);
const DEFAULT_LEVERAGE = '10';

/** What an account holds. What is held back follows from its open orders and positions, and is stored nowhere. */
export class AccountState {
  readonly settings: BybitAccount;
  readonly orders: BybitOrder[] = [];
  readonly positions: Position[] = [];
  readonly leverages = new Map<string, { buy: string; sell: string }>();
  readonly wallet: Wallet;
  readonly #market: Market;

  constructor(settings: BybitAccount, market: Market) {
    this.settings = settings;
    this.wallet = new Wallet(settings.balances);
    this.#market = market;
  }

  /** Whether both sides of this contract are apart. */
  hedged({ contractType, settleCoin }: Instrument): boolean {
    return (this.settings.hedge ?? false) && contractType === 'LinearPerpetual' && settleCoin === 'USDT';
  }

  leverage(symbol: string, side: 'Buy' | 'Sell'): string {
    const set = this.leverages.get(symbol);
    return (side === 'Buy' ? set?.buy : set?.sell) ?? DEFAULT_LEVERAGE;
  }

  position(order: Pick<BybitOrder, 'symbol' | 'positionIdx'>): Position | undefined {
    return this.positions.find(
      ({ symbol, positionIdx }) => symbol === order.symbol && positionIdx === order.positionIdx,
    );
  }

  /** Held by open orders on spot. */
  locked(coin: string, except?: BybitOrder): BigNumber {
    return this.#held(coin, ({ category }) => category === 'spot', except);
  }

  /** Margin of open orders of contracts. */
  orderMargin(coin: string, except?: BybitOrder): BigNumber {
    return this.#held(coin, ({ category }) => category !== 'spot', except);
  }

  /** What an open order holds back. */
  holds(order: BybitOrder): { coin: string; amount: BigNumber } {
    const instrument = this.#market.require(order.category, order.symbol);
    const left = new BigNumber(order.qty).minus(order.cumExecQty);
    const price = order.orderType === 'Market' ? this.#market.price(instrument) : new BigNumber(order.price);
    if (order.category === 'spot') {
      const { baseCoin: base, quoteCoin: quote } = instrument;
      if (order.side === 'Buy') return { coin: quote, amount: isByValue(order) ? left : left.times(price) };
      return { coin: base, amount: isByValue(order) ? left.div(price) : left };
    }
    const worth = order.reduceOnly ? ZERO : notional(contractOf(instrument), left, price);
    return { coin: instrument.settleCoin, amount: worth.div(this.leverage(order.symbol, order.side)) };
  }

  positionMargin(coin: string): BigNumber {
    return sum(this.#positionsIn(coin).map((position) => this.marginOf(position)));
  }

  marginOf(position: Position): BigNumber {
    const { symbol, size } = position;
    return this.worthOf(position).div(this.leverage(symbol, size.isNegative() ? 'Sell' : 'Buy'));
  }

  /** What a position is worth at its own price, in its settle coin. */
  worthOf({ category, symbol, size, avgPrice }: Position): BigNumber {
    if (size.isZero()) return ZERO;
    return notional(contractOf(this.#market.require(category, symbol)), size, avgPrice);
  }

  unrealised(coin: string): BigNumber {
    return sum(this.#positionsIn(coin).map((position) => this.unrealisedOf(position)));
  }

  unrealisedOf({ category, symbol, size, avgPrice }: Position): BigNumber {
    if (size.isZero()) return ZERO;
    const instrument = this.#market.require(category, symbol);
    const direction = size.isNegative() ? -1 : 1;
    return profit(contractOf(instrument), size, direction, avgPrice, this.#market.price(instrument));
  }

  /** Realised ever, in this coin. */
  realised(coin: string): BigNumber {
    return sum(this.#positionsIn(coin).map(({ cumRealisedPnl }) => cumRealisedPnl));
  }

  /** What new orders may use of this coin; other coins do not stand in for it. */
  available(coin: string, except?: BybitOrder): BigNumber {
    const used = sum([this.locked(coin, except), this.orderMargin(coin, except), this.positionMargin(coin)]);
    return BigNumber.max(0, this.wallet.amount(coin).plus(this.unrealised(coin)).minus(used));
  }

  #held(coin: string, counts: (order: BybitOrder) => boolean, except?: BybitOrder): BigNumber {
    const holds = this.orders
      .filter((order) => isOpen(order) && counts(order) && order.orderId !== except?.orderId)
      .map((order) => this.holds(order));
    return sum(holds.filter((hold) => hold.coin === coin).map(({ amount }) => amount));
  }

  #positionsIn(coin: string): Position[] {
    return this.positions.filter(
      ({ category, symbol }) => this.#market.require(category, symbol).settleCoin === coin,
    );
  }
}
