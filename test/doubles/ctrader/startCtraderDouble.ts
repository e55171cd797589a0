import { BigNumber } from 'bignumber.js';
import type { FixMessage } from '../../../src/fix/FixMessage.js';
import type { FixResend, FixServerSession } from '../../../src/testing/FixServerSession.js';
import { startFixServer } from '../../../src/testing/startFixServer.js';
import { Clock } from '../exchange/Clock.js';
import type { AccountState } from './AccountState.js';
import type { CtraderAcceptor } from './CtraderAcceptor.js';
import { type CtraderAccount, defaultAccount, usualHabits, type VenueHabits } from './CtraderAccount.js';
import type { Line } from './checkLogon.js';
import type { QuoteDialect } from './Quotes.js';
import { type SecondLogon, Venue } from './Venue.js';

export interface CtraderDoubleOptions {
  /** @default one hedged account */
  accounts?: readonly CtraderAccount[];
  habits?: Partial<VenueHabits>;
  dialect?: Partial<QuoteDialect>;
  /** @default 'refused' */
  second?: SecondLogon;
  /** @default 'messages': they are sent again */
  resends?: FixResend;
  /** A private key and its certificate, in PEM. @default plain TCP */
  tls?: { key: string; cert: string };
}

/** A running double. Accounts are named by their SenderCompID; the first one is meant where none is named. */
export interface CtraderDouble extends CtraderAcceptor {
  readonly name: 'node';
  /** Connections to both lines, whether or not somebody logged on. */
  readonly connections: number;
  /** What is subscribed: `1 book`, `41 best`. */
  readonly subscribed: readonly string[];
  keysOf(account: CtraderAccount): CtraderAcceptor['keys'];
  state(sender?: string): AccountState;
  /** At most so much of an order is filled at once; `undefined`: all of it. */
  liquidity(symbol: string, quantity: string | undefined): void;
  /** Fills a part of an order that waits, at its own price. */
  fill(orderId: string, quantity: string): void;
  /** Moves its clock on, and ends what has expired. */
  moveBy(ms: number): void;
}

const APPLICATION_TYPES = ['D', 'F', 'G', 'H', 'AF', 'AN', 'V', 'x'];

/** Starts a double of a cTrader broker on free ports of this machine: one for TRADE, one for QUOTE. */
export async function startCtraderDouble(options: CtraderDoubleOptions = {}): Promise<CtraderDouble> {
  const clock = new Clock(0);
  const accounts = options.accounts ?? [defaultAccount];
  const venue = new Venue({
    ...{ accounts, clock, habits: { ...usualHabits, ...options.habits } },
    dialect: { named: false, best: 'W', ...options.dialect },
    ...{ second: options.second ?? 'refused', resends: options.resends ?? 'messages' },
  });
  const listen = (line: Line) => {
    const receive = (message: FixMessage, session: FixServerSession) => {
      venue.receive(line, message, session);
      return undefined;
    };
    return startFixServer({
      on: Object.fromEntries(APPLICATION_TYPES.map((type) => [type, receive])),
      logon: (message, session) => venue.logOn(line, message, session),
      ...(options.tls && { tls: options.tls }),
    });
  };
  const [trade, quote] = await Promise.all([listen('trade'), listen('quote')]);
  const state = (sender?: string) => {
    const found = venue.states.find(({ settings }) => sender === undefined || settings.sender === sender);
    if (!found) throw new Error(`the double has no account ${sender}`);
    return found;
  };
  const keysOf = ({ sender, password }: CtraderAccount) => ({
    access_key: sender,
    // Tests move both lines: nobody looks this host up.
    secret_key: `${password},host=ctrader.invalid`,
  });
  return {
    name: 'node',
    ...{ trade: trade.url, quote: quote.url, state, keysOf },
    keys: keysOf(state().settings),
    get connections() {
      return trade.connections + quote.connections;
    },
    get subscribed() {
      return venue.subscribed;
    },
    received: async () => venue.received,
    count: async (type) => venue.received.filter((message) => message.type === type).length,
    fault: async (type, kind) => venue.faults.set(type, kind),
    release: async () => venue.release(),
    price: async (symbol, bid, ask) => venue.price(symbol, bid, ask),
    cut: async () => venue.cut(),
    liquidity: (symbol, quantity) => venue.market.setLiquidity(symbol, quantity),
    fill(orderId, quantity) {
      const owner = venue.states.find((known) => known.orders.some(({ id }) => id === orderId));
      const order = owner?.find(orderId, undefined);
      if (!owner || !order?.price) throw new Error(`the double has no limit order ${orderId}`);
      venue.tell(owner, owner.fill(order, new BigNumber(quantity), order.price));
    },
    moveBy(ms) {
      clock.offset += ms;
      for (const known of venue.states) venue.tell(known, known.advance());
    },
    async close() {
      await Promise.all([trade.close(), quote.close()]);
    },
  };
}
