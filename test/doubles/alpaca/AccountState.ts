import { BigNumber } from 'bignumber.js';
import { sum } from '../exchange/sum.js';
import type { AlpacaAccount } from './AlpacaAccount.js';
import { type AlpacaOrder, isOpen } from './AlpacaOrder.js';
import type { Asset } from './Asset.js';
import type { Market } from './Market.js';

/** What is held of a stock or a coin; below 0 it is a short. */
export interface Position {
  qty: BigNumber;
  averagePrice: BigNumber;
}

const ZERO = new BigNumber(0);

/** What positions call an asset: whatever pair bought a coin, its tail is USD, and there is no slash. */
export function positionOf({ class: kind, symbol }: Pick<Asset, 'class' | 'symbol'>): string {
  return kind === 'crypto' ? `${symbol.split('/')[0]}USD` : symbol;
}

/** What an account holds. What is held back follows from its open orders, and is stored nowhere. */
export class AccountState {
  readonly settings: AlpacaAccount;
  readonly orders: AlpacaOrder[] = [];
  readonly positions = new Map<string, Position>();
  cash: BigNumber;
  readonly #market: Market;

  constructor(settings: AlpacaAccount, market: Market) {
    this.settings = settings;
    this.cash = new BigNumber(settings.cash);
    this.#market = market;
    for (const [name, qty] of Object.entries(settings.holdings)) {
      const asset = this.assetOf(name);
      if (!asset) throw new Error(`the double has no ${name}`);
      this.positions.set(name, { qty: new BigNumber(qty), averagePrice: market.price(asset) });
    }
  }

  /** The asset that a position is about. */
  assetOf(name: string): Asset | undefined {
    const found = this.#market.all().filter((asset) => positionOf(asset) === name);
    return found.find(({ symbol }) => symbol.endsWith('/USD')) ?? found[0];
  }

  held(name: string): BigNumber {
    return this.positions.get(name)?.qty ?? ZERO;
  }

  /** Of a position, what open orders do not sell already. */
  available(name: string, except?: AlpacaOrder): BigNumber {
    const sold = this.#open(except)
      .filter((order) => order.side === 'sell' && this.#nameOf(order) === name)
      .map((order) => this.left(order));
    const spent = this.#open(except)
      .filter((order) => order.side === 'buy' && `${quoteOf(order)}USD` === name)
      .map((order) => this.costOf(order));
    const held = this.held(name);
    return held.isNegative() ? held : held.minus(sum([...sold, ...spent]));
  }

  /** What of an order is not filled. */
  left(order: AlpacaOrder): BigNumber {
    if (order.qty !== null) return new BigNumber(order.qty).minus(order.filled_qty);
    return this.costOf(order).div(this.#market.ask(this.requireAsset(order)));
  }

  /** What the rest of an order costs, in the currency that it is quoted in. */
  costOf(order: AlpacaOrder): BigNumber {
    const paid = new BigNumber(order.filled_qty).times(order.filled_avg_price ?? 0);
    if (order.notional !== null) return new BigNumber(order.notional).minus(paid);
    const price = order.limit_price ?? order.stop_price ?? this.#market.ask(this.requireAsset(order));
    return new BigNumber(order.qty ?? 0).minus(order.filled_qty).times(price);
  }

  /** The cash that account answers tell: what open buys of coins hold is taken off. */
  get toldCash(): BigNumber {
    return this.cash.minus(this.#held('crypto'));
  }

  /** What coins, and whatever is bought without margin, may cost. */
  cashLeft(except?: AlpacaOrder): BigNumber {
    return BigNumber.max(0, this.cash.minus(this.#held(undefined, except)));
  }

  /** What stocks may cost. */
  buyingPower(except?: AlpacaOrder): BigNumber {
    const lent = this.cash.times(this.settings.multiplier);
    return BigNumber.max(0, lent.minus(this.#held(undefined, except)));
  }

  requireAsset({ symbol }: Pick<AlpacaOrder, 'symbol'>): Asset {
    const asset = this.#market.find(symbol);
    if (!asset) throw new Error(`the double has no ${symbol}`);
    return asset;
  }

  /** Dollars that open buys hold. */
  #held(kind: AlpacaOrder['asset_class'] | undefined, except?: AlpacaOrder): BigNumber {
    const buys = this.#open(except).filter(
      (order) =>
        order.side === 'buy' &&
        quoteOf(order) === 'USD' &&
        (kind === undefined || order.asset_class === kind),
    );
    return sum(buys.map((order) => this.costOf(order)));
  }

  #open(except?: AlpacaOrder): AlpacaOrder[] {
    // An order that replaces another one counts as soon as it is there; the one that it replaces does not count as well.
    return this.orders.filter((order) => isOpen(order) && order !== except && order.replaced_by === null);
  }

  #nameOf(order: AlpacaOrder): string {
    return positionOf(this.requireAsset(order));
  }
}

/** The currency that an order is paid in. */
export function quoteOf({ symbol, asset_class }: Pick<AlpacaOrder, 'symbol' | 'asset_class'>): string {
  return asset_class === 'crypto' ? (symbol.split('/')[1] ?? '') : 'USD';
}
