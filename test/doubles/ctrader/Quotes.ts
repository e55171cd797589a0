import type { FixField, FixFields } from '../../../src/fix/FixMessage.js';
import { type Body, body } from './Body.js';
import { instrumentOf } from './instruments.js';
import type { Level, Market } from './Market.js';

/** How prices are told: the documents, and logs of live accounts, have it either way. */
export interface QuoteDialect {
  /** Whether W and X name the subscription (262), and deletes their side (269). */
  named: boolean;
  /** What tells of another best price: a whole snapshot, or the side that has changed. */
  best: 'W' | 'X';
}

/** A subscription of one connection. */
interface Subscription {
  id: string;
  symbol: string;
  /** MarketDepth (264): the whole book, or the best prices. */
  depth: '0' | '1';
  /** What the subscriber knows. */
  told: readonly Level[];
}

/** The subscriptions of one connection to QUOTE. */
export class Quotes {
  readonly #market: Market;
  readonly #dialect: QuoteDialect;
  #subscriptions: Subscription[] = [];

  constructor(market: Market, dialect: QuoteDialect) {
    this.#market = market;
    this.#dialect = dialect;
  }

  /** What is subscribed now, for tests: `1 book`. */
  get subscribed(): string[] {
    return this.#subscriptions.map(({ symbol, depth }) => `${symbol} ${depth === '0' ? 'book' : 'best'}`);
  }

  /** The answer to a MarketDataRequest (V). */
  request(request: FixFields): Body[] {
    const id = request.get(262) ?? '';
    const refuse = (reason: string, text: string) => [
      body('Y', { 58: `INVALID_REQUEST: ${text}`, 262: id, 281: reason }),
    ];
    const [action, depth] = [request.get(263), request.get(264)];
    if (action !== '1' && action !== '2')
      return refuse('4', 'SubscriptionRequestType should be either 1 or 2');
    if (depth !== '0' && depth !== '1') return refuse('5', 'MarketDepth should be either 0 or 1');
    const instrument = instrumentOf(request);
    if (typeof instrument === 'string') return refuse('0', instrument.replace('INVALID_REQUEST: ', ''));
    const { symbol } = instrument;
    if (action === '2') {
      this.#subscriptions = this.#subscriptions.filter((known) => known.id !== id);
      return [];
    }
    const told = this.#market.levels(symbol);
    const others = this.#subscriptions.filter((known) => known.symbol !== symbol || known.depth !== depth);
    const subscription: Subscription = { id, symbol, depth, told };
    this.#subscriptions = [...others, subscription];
    return [this.#snapshot(subscription)];
  }

  /** What is told when the prices of a symbol have changed. */
  changed(symbol: string): Body[] {
    const concerned = this.#subscriptions.filter((known) => known.symbol === symbol);
    return concerned.flatMap((subscription) => {
      const before = subscription.told;
      subscription.told = this.#market.levels(symbol);
      if (subscription.depth === '1' && this.#dialect.best === 'W') return [this.#snapshot(subscription)];
      const update = this.#update(subscription, before);
      return update ? [update] : [];
    });
  }

  #snapshot(subscription: Subscription): Body {
    const levels = shown(subscription, subscription.told);
    const entries = levels.flatMap((level): FixField[] => {
      const best: FixField[] = [
        [269, level.side],
        [270, level.price],
      ];
      return subscription.depth === '1' ? best : [...best, [271, level.size], [278, level.id]];
    });
    return this.#told('W', [[55, subscription.symbol]], levels.length, entries, subscription);
  }

  /** Only deletes and new entries: there is no change. */
  #update(subscription: Subscription, before: readonly Level[]): Body | undefined {
    const [old, now] = [shown(subscription, before), shown(subscription, subscription.told)];
    const symbol: FixField = [55, subscription.symbol];
    const added = now
      .filter((level) => !old.includes(level))
      .map((level): FixField[] => [
        ...entry('0', level.id, level.side, symbol),
        [270, level.price],
        [271, level.size],
      ]);
    // Of the best prices a new one takes the place of the old.
    const gone = subscription.depth === '1' ? [] : old.filter((level) => !now.includes(level));
    const named = this.#dialect.named;
    const removed = gone.map((level) => entry('2', level.id, named ? level.side : undefined, symbol));
    const entries = [...added, ...removed];
    if (entries.length === 0) return undefined;
    return this.#told('X', [], entries.length, entries.flat(), subscription);
  }

  #told(
    type: string,
    head: readonly FixField[],
    count: number,
    entries: readonly FixField[],
    { id }: Subscription,
  ): Body {
    const named: FixField[] = this.#dialect.named ? [[262, id]] : [];
    return { type, fields: [...head, ...named, [268, String(count)], ...entries] };
  }
}

function entry(action: string, id: string, side: string | undefined, symbol: FixField): FixField[] {
  return [[279, action], ...(side === undefined ? [] : [[269, side] as const]), [278, id], symbol];
}

/** The whole book, or the first of each side. */
function shown({ depth }: Subscription, levels: readonly Level[]): readonly Level[] {
  if (depth === '0') return levels;
  const best = (side: string) => levels.filter((level) => level.side === side).slice(0, 1);
  return [...best('0'), ...best('1')];
}
