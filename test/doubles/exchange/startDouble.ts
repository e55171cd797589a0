import type { Answer } from './Answer.js';
import type { Clock } from './Clock.js';
import type { RateCount, RateMeter } from './RateMeter.js';
import { startWire, type Wire } from './startWire.js';
import type { WireRequest } from './WireRequest.js';

/** How a double of an exchange starts. */
export interface DoubleOptions<Account> {
  /** @default one account, the double's `defaultAccount` */
  accounts?: Account[];
  /** Milliseconds added to the double's clock. @default 0 */
  clockOffset?: number;
  /** Refuse what exceeds the published rate limits; they are counted in any case. @default false */
  enforceLimits?: boolean;
}

/** A running double. Accounts are named by their access key; the first one is meant where none is named. */
export interface ExchangeDouble<Account, Order> extends Wire {
  /** The double's own copies: changing a mode here changes the account. */
  readonly accounts: readonly Account[];
  /** Requests by path and user, as the rate limits count them. */
  readonly rates: ReadonlyMap<string, RateCount>;
  clockOffset: number;
  /** Every order that was accepted, oldest first; of one account, or of all. */
  orders(accessKey?: string): readonly Order[];
}

/** What an account is to its double. */
interface State<Account, Order> {
  settings: Account;
  orders: Order[];
}

/** What answers the requests of a double. */
interface Gateway {
  readonly meter: RateMeter;
  answer(request: WireRequest, arrivedAt: number): Answer;
}

/** Puts a double on the network, and gives what doubles of all exchanges have. */
export async function startDouble<Account extends { accessKey: string }, Order>(
  clock: Clock,
  gateway: Gateway,
  states: readonly State<Account, Order>[],
): Promise<ExchangeDouble<Account, Order>> {
  const wire = await startWire((request) => {
    const arrivedAt = clock.now();
    return () => gateway.answer(request, arrivedAt);
  });
  return {
    ...wire,
    accounts: states.map(({ settings }) => settings),
    rates: gateway.meter.counts,
    get clockOffset() {
      return clock.offset;
    },
    set clockOffset(offset) {
      clock.offset = offset;
    },
    orders: (accessKey) =>
      accessKey ? stateOf(states, accessKey).orders : states.flatMap(({ orders }) => orders),
  };
}

/** The state of an account, of the first one where none is named. */
export function stateOf<S extends State<{ accessKey: string }, unknown>>(
  states: readonly S[],
  accessKey?: string,
): S {
  const state = accessKey ? states.find(({ settings }) => settings.accessKey === accessKey) : states[0];
  if (!state) throw new Error('the double has no such account');
  return state;
}
