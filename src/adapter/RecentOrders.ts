import { setTimeout as sleep } from 'node:timers/promises';
import { parseOrderId } from '../protocol/order.js';
import { type PlainTemplate, say } from '../wording/say.js';
import type { Api } from './Api.js';
import { ExchangeError } from './ExchangeError.js';
import { UsedInstruments } from './UsedInstruments.js';

/** How long ids are kept, and how long after they were noted they are looked for again, in ms. */
const KEPT_FOR = 60_000;
const LOOKED_FOR = 5000;
const MOST = 10_000;
/** Pauses between looks, in ms: each is twice as long as the one before it. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 800;

/** What to do about an order that is not to be found although it was placed a moment ago. */
const HINT =
  'it was placed or changed a moment ago, and the exchange does not show it yet: ask again' satisfies PlainTemplate;

/** How an order is changed, and how an exchange says that it does not know it. */
export interface OrderChange<T> {
  /** Sends the change, as `writeOnce` does. */
  send(): Promise<T>;
  /** Whether a refusal means that there is no such order, or none that can be changed. */
  isUnknown(error: ExchangeError): boolean;
  /** Whether the order may still trade; `undefined` where the exchange does not show it. */
  isOpen(): Promise<boolean | undefined>;
}

type AccountApi = Pick<Api<unknown, unknown>, 'accountId' | 'remaining'>;

/**
 * The ids of orders that were placed, changed or canceled seconds ago. Parts of an exchange lag behind one another: an
 * order may be unknown where it is asked for, although it exists. Of these ids "there is no such order" is not believed
 * at once, but asked about again within the deadline; of all others it is.
 *
 * @example
 * const recent = new RecentOrders(); // in the state of the adapter
 * recent.note(api, 'ETH-USDT,123456'); // when it was placed
 * const found = await recent.find(api, 'ETH-USDT,123456', () => findOrder(api, key));
 */
export class RecentOrders {
  readonly #notedAt = new Map<string, number>();
  readonly #instruments = new UsedInstruments();
  /** Ids that lists of open orders have to show, and until when, by the keys above. */
  readonly #expected = new Map<string, { accountId: string; id: string; until: number }>();
  /** Orders that are over, and until when lists may lag behind that, by the keys above. */
  readonly #over = new Map<string, number>();
  /** How many orders without a name of their own are under way, by account and instrument. */
  readonly #underWay = new Map<string, number>();

  /** Keeps the id of an order that the exchange has taken, or may have taken. */
  note(api: Pick<AccountApi, 'accountId'>, id: string): void {
    const now = performance.now();
    const key = keyOf(api, id);
    const { native } = parseOrderId(id);
    if (native !== undefined) this.#instruments.note(api.accountId, native);
    // Oldest first: what is noted anew goes to the end.
    this.#notedAt.delete(key);
    this.#notedAt.set(key, now);
    for (const [old, at] of this.#notedAt) {
      if (now - at < KEPT_FOR && this.#notedAt.size <= MOST) break;
      this.#notedAt.delete(old);
    }
  }

  /** The instruments that an account has used of late, as its order ids name them: it may have orders there. */
  instrumentsOf({ accountId }: Pick<AccountApi, 'accountId'>): string[] {
    return this.#instruments.of(accountId);
  }

  /** Notes that an account has used an instrument. @param native as its order ids name it. */
  noteInstrument({ accountId }: Pick<AccountApi, 'accountId'>, native: string): void {
    this.#instruments.note(accountId, native);
  }

  /** Whether an order was noted within the last minute. */
  isKnown(api: Pick<AccountApi, 'accountId'>, id: string): boolean {
    return this.#isKept(api, id);
  }

  /**
   * Has the list of open orders show an order: of one that is accepted for a minute, as nobody knows yet what becomes of it;
   * of one that is placed as long as the exchange may lag behind.
   */
  expect({ accountId }: Pick<AccountApi, 'accountId'>, id: string, state: 'accepted' | 'placed'): void {
    const until = performance.now() + (state === 'accepted' ? KEPT_FOR : LOOKED_FOR);
    this.#expected.set(keyOf({ accountId }, id), { accountId, id, until });
  }

  /** Takes back what {@link expect} said: the order is over, and no list of open orders shows it while it may lag behind. */
  settle(api: Pick<AccountApi, 'accountId'>, id: string): void {
    const now = performance.now();
    this.#expected.delete(keyOf(api, id));
    for (const [old, until] of this.#over) if (until < now) this.#over.delete(old);
    this.#over.set(keyOf(api, id), now + LOOKED_FOR);
  }

  /** Whether an order was over a moment ago. */
  isOver(api: Pick<AccountApi, 'accountId'>, id: string): boolean {
    return performance.now() <= (this.#over.get(keyOf(api, id)) ?? Number.NEGATIVE_INFINITY);
  }

  /** The ids that the list of an account's open orders has to show. */
  expected({ accountId }: Pick<AccountApi, 'accountId'>): string[] {
    const now = performance.now();
    for (const [key, { until }] of this.#expected) if (until < now) this.#expected.delete(key);
    return [...this.#expected.values()].filter((one) => one.accountId === accountId).map(({ id }) => id);
  }

  /**
   * Notes that an order without a client order id is under way, until `end` is called.
   *
   * @param native the instrument, as ids of orders name it.
   * @returns whether it is the only one of its account and instrument.
   */
  begin(api: Pick<AccountApi, 'accountId'>, native: string): { readonly alone: boolean; end(): void } {
    const underWay = this.#underWay;
    const key = keyOf(api, native);
    const add = (count: number) => {
      const sum = (underWay.get(key) ?? 0) + count;
      if (sum > 0) underWay.set(key, sum);
      else underWay.delete(key);
    };
    add(1);
    return {
      get alone() {
        return underWay.get(key) === 1;
      },
      end: () => add(-1),
    };
  }

  /** Looks for an order; for a recent one again and again, until it is found or the time is up. */
  async find<T>(api: AccountApi, id: string, look: () => Promise<T | undefined>): Promise<T | undefined> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const found = await look();
      if (found !== undefined || !this.#mayAppear(api, id, pause)) return found;
      await sleep(pause);
    }
  }

  /**
   * Cancels or changes an order. One that was placed a moment ago may be refused as unknown although it exists: nothing
   * was carried out then, so that it is sent anew, unless the order turns out to be over.
   *
   * @throws as `send` does.
   */
  async change<T>(api: AccountApi, id: string, { send, isUnknown, isOpen }: OrderChange<T>): Promise<T> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const result = await send();
        this.note(api, id);
        return result;
      } catch (error) {
        const unknown = error instanceof ExchangeError && error.outcome === 'rejected' && isUnknown(error);
        if (!unknown || !this.#isKept(api, id)) throw error;
        const open = await isOpen().catch(() => false);
        if (open === false) throw error;
        if (!this.#mayAppear(api, id, pause)) throw open === undefined ? this.unknown(api, id, error) : error;
      }
      await sleep(pause);
    }
  }

  /** The error that there is no such order; of a recent one it says no more than that it is not shown yet. */
  unknown(
    api: Pick<AccountApi, 'accountId'>,
    id: string,
    { code, message, hint }: { code?: string; message: string; hint?: string | undefined },
  ): ExchangeError {
    return new ExchangeError({
      ...(code && { code }),
      message,
      hint: this.#isKept(api, id) ? say(HINT) : hint,
    });
  }

  #isKept(api: Pick<AccountApi, 'accountId'>, id: string): boolean {
    return this.#ageOf(api, id) < KEPT_FOR;
  }

  #mayAppear(api: AccountApi, id: string, pause: number): boolean {
    return this.#ageOf(api, id) + pause < LOOKED_FOR && 2 * pause < api.remaining();
  }

  #ageOf(api: Pick<AccountApi, 'accountId'>, id: string): number {
    return performance.now() - (this.#notedAt.get(keyOf(api, id)) ?? Number.NEGATIVE_INFINITY);
  }
}

function keyOf({ accountId }: Pick<AccountApi, 'accountId'>, id: string): string {
  return `${accountId} ${id}`;
}
