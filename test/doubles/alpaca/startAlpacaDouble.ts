import { BigNumber } from 'bignumber.js';
import { HOUR } from '../exchange/Bar.js';
import { Clock } from '../exchange/Clock.js';
import type { Limits } from '../exchange/Limits.js';
import { RateMeter } from '../exchange/RateMeter.js';
import { type DoubleOptions, type ExchangeDouble, stateOf } from '../exchange/startDouble.js';
import { startWire, type Wire } from '../exchange/startWire.js';
import { AccountState } from './AccountState.js';
import { type AlpacaAccount, liveAccount, paperAccount } from './AlpacaAccount.js';
import { type AlpacaOrder, isOpen } from './AlpacaOrder.js';
import { accountRoutes } from './accountRoutes.js';
import { advance, end } from './advance.js';
import { cryptoRoutes, isCrypto } from './cryptoRoutes.js';
import { fillOrder } from './fillOrder.js';
import { Host, type HostFacts } from './Host.js';
import { Market } from './Market.js';
import { CORE } from './newYork.js';
import { orderRoutes } from './orderRoutes.js';
import { stockRoutes } from './stockRoutes.js';

export { type AlpacaAccount, liveAccount, paperAccount } from './AlpacaAccount.js';

export interface AlpacaDoubleOptions extends DoubleOptions<AlpacaAccount> {
  /**
   * Its clock at the start: a time in Unix ms, or the latest core session, or the latest evening after trading.
   *
   * @default 'open'
   */
  at?: number | 'open' | 'closed';
}

/** A running double: its own address is that of live trading, and each host counts what it saw. */
export interface AlpacaDouble extends ExchangeDouble<AlpacaAccount, AlpacaOrder> {
  readonly limits: Limits;
  readonly market: Market;
  readonly live: Wire;
  readonly paper: Wire;
  readonly data: Wire;
  /** Moves the double's clock, forward only. */
  moveTo(time: number): void;
  /** Moves a price; resting orders that it reaches are filled at their own one, if the asset is traded now. */
  setPrice(symbol: string, price: string): void;
  /** Fills an open order, in part when `qty` is below what is left, at its own price unless told otherwise. */
  fill(id: string, qty?: string, price?: string): void;
  /** Ends an open order as `rejected`, `canceled` or in another way. */
  end(id: string, status: string): void;
  /** Of the first account, or of the one with this key. */
  state(accessKey?: string): AccountState;
}

/** Starts a double of Alpaca's three hosts on free ports of this machine. */
export async function startAlpacaDouble(options: AlpacaDoubleOptions = {}): Promise<AlpacaDouble> {
  const clock = new Clock(options.clockOffset ?? 0);
  const market = new Market(clock);
  const moveTo = (time: number) => {
    clock.offset += time - clock.now();
  };
  const { at = 'open' } = options;
  const opened = market.calendar.previous(clock.now() - 9 * HOUR, CORE);
  moveTo(typeof at === 'number' ? at : opened + (at === 'open' ? 1.5 : 12) * HOUR);
  const states = (options.accounts ?? [liveAccount, paperAccount]).map(
    (account) => new AccountState({ ...account }, market),
  );
  const meter = new RateMeter(options.enforceLimits ?? false);
  const listen = (facts: HostFacts) => {
    const host = new Host(facts, market, meter);
    return startWire((request) => () => host.answer(request));
  };
  const trading = { name: 'trading', routes: new Map([...accountRoutes, ...orderRoutes]) };
  const of = (environment: 'live' | 'paper') =>
    states.filter(({ settings }) => settings.environment === environment);
  const routes = new Map([...stockRoutes, ...cryptoRoutes]);
  const [live, paper, data] = await Promise.all([
    listen({ ...trading, accounts: of('live') }),
    listen({ ...trading, accounts: of('paper') }),
    listen({ name: 'data', routes, accounts: states, isPublic: isCrypto }),
  ]);
  const due = () => {
    for (const state of states) advance(state, market);
  };
  const orderOf = (id: string) => {
    due();
    const state = states.find(({ orders }) => orders.some((order) => order.id === id && isOpen(order)));
    const order = state?.orders.find((known) => known.id === id);
    if (!state || !order) throw new Error(`the double has no open order ${id}`);
    return { state, order };
  };
  return {
    ...live,
    ...{ live, paper, data, market, moveTo, limits: market.limits, rates: meter.counts },
    accounts: states.map(({ settings }) => settings),
    get clockOffset() {
      return clock.offset;
    },
    set clockOffset(offset) {
      clock.offset = offset;
    },
    state: (accessKey) => stateOf(states, accessKey),
    orders: (accessKey) =>
      accessKey ? stateOf(states, accessKey).orders : states.flatMap(({ orders }) => orders),
    setPrice(symbol, price) {
      const asset = market.find(symbol);
      if (!asset) throw new Error(`the double has no ${symbol}`);
      due();
      market.setPrice(asset, new BigNumber(price));
      due();
    },
    fill(id, qty, price) {
      const { state, order } = orderOf(id);
      const own = new BigNumber(price ?? order.limit_price ?? market.price(state.requireAsset(order)));
      const left = state.left(order);
      fillOrder(order, { qty: BigNumber.min(qty ?? left, left), price: own, maker: true }, state, market);
    },
    end: (id, status) => end(orderOf(id).order, status, clock.now()),
    async close() {
      await Promise.all([live, paper, data].map((wire) => wire.close()));
    },
  };
}
