import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { orderIdOnly } from '../protocol/structures.js';
import { allOf, say } from '../wording/say.js';
import { type AnswerEnvelope, needOpen, Skip } from './AnswerEnvelope.js';
import { leastAmountIn } from './errorTexts.js';
import { type OrderDesk, orderParams } from './orderParams.js';

/** When an order that was accepted has been refused, if it is going to be: in ms. */
const MOMENT = 1500;

/** What an order is placed with. */
interface Desk extends OrderDesk {
  /** Whether an order may be placed. */
  trade: boolean;
  call(method: string, params: object): Promise<AnswerEnvelope>;
}

/** GetOrder of an order that was canceled, and GetOrders. */
interface CanceledOrder {
  order: AnswerEnvelope;
  orders: AnswerEnvelope;
}

/** The order that a check places, at half the price of the market, and cancels again; and others that must not stay. */
export class TestOrder {
  readonly #desk: Desk;
  readonly #left = new Set<string>();
  #placed: Promise<AnswerEnvelope> | undefined;
  #atOnce: Promise<AnswerEnvelope> | undefined;
  #placedAt = 0;
  #canceled: Promise<AnswerEnvelope> | undefined;
  #canceledAtOnce: Promise<CanceledOrder> | undefined;
  /** The least amount, where only a refusal has told it. */
  #least: string | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Places it when first asked to. @throws Skip unless orders may be placed. */
  place(): Promise<AnswerEnvelope> {
    if (!this.#desk.trade) throw new Skip(say('places an order: allow it with --trade'));
    this.#placed ??= this.#place();
    return this.#placed;
  }

  /** Its id. @throws Skip when there is no order. */
  async id(): Promise<string> {
    const answer = await this.place().catch((error: unknown) => {
      throw error instanceof Skip ? error : new Skip(say('the order could not be placed'));
    });
    if (answer.error !== undefined) needOpen(answer.error);
    if (!v.is(orderIdOnly, answer.data)) throw new Skip(say('the order could not be placed'));
    return answer.data.id;
  }

  /** GetOrder of it, asked for in the moment in which its id was there. @throws Skip when there is no order. */
  async atOnce(): Promise<AnswerEnvelope> {
    await this.id();
    if (!this.#atOnce) throw new Skip(say('the order could not be placed'));
    return this.#atOnce;
  }

  /** GetOrder of it, a moment after it was placed. @throws Skip when there is no order. */
  async later(): Promise<AnswerEnvelope> {
    const id = await this.id();
    await sleep(Math.max(0, this.#placedAt + MOMENT - performance.now()));
    return this.#desk.call('order', { id, symbol: this.#desk.symbol });
  }

  /** Cancels it when first asked to. @throws Skip when there is no order. */
  async cancel(): Promise<AnswerEnvelope> {
    const id = await this.id();
    this.#canceled ??= this.#cancel(id);
    return this.#canceled;
  }

  /** What is told of it in the moment in which it was canceled. @throws Skip when it was not. */
  async canceledAtOnce(): Promise<CanceledOrder> {
    await this.cancel();
    if (!this.#canceledAtOnce) throw new Skip(say('the order could not be canceled'));
    return this.#canceledAtOnce;
  }

  /**
   * Sends another order, which must not come to stay.
   *
   * @param change what is different with it.
   * @returns the answer, and the id where there is one: `drop` or `forget` it.
   * @throws Skip unless the first one could be placed.
   */
  async another(change: Readonly<Record<string, string>>): Promise<{ answer: AnswerEnvelope; id?: string }> {
    await this.id();
    const answer = await this.#desk.call('trade', { ...(await this.#params()), ...change });
    if (!v.is(orderIdOnly, answer.data)) return { answer };
    this.#left.add(answer.data.id);
    return { answer, id: answer.data.id };
  }

  /** Cancels another order. */
  async drop(id: string): Promise<void> {
    const answer = await this.#desk.call('cancel', { id, symbol: this.#desk.symbol }).catch(() => undefined);
    if (answer?.data !== undefined) this.#left.delete(id);
  }

  /** Another order is known to be done. */
  forget(id: string): void {
    this.#left.delete(id);
  }

  /** Leaves no order behind. @returns one sentence where that failed. */
  async cleanUp(): Promise<string | undefined> {
    for (const id of this.#left) await this.drop(id);
    const own = this.#placed && (await this.id().catch(() => undefined));
    const answer = own === undefined ? undefined : await this.cancel().catch(() => undefined);
    const open = [...(own !== undefined && answer?.data === undefined ? [own] : []), ...this.#left];
    if (open.length === 0) return undefined;
    const ids = allOf(open);
    return open.length === 1
      ? say("the order {ids} may still be open: cancel it on the exchange's page", { ids })
      : say("the orders {ids} may still be open: cancel them on the exchange's page", { ids });
  }

  async #params(): Promise<Record<string, string>> {
    return { ...(await orderParams(this.#desk)), ...(this.#least !== undefined && { amount: this.#least }) };
  }

  async #cancel(id: string): Promise<AnswerEnvelope> {
    const { symbol } = this.#desk;
    const answer = await this.#desk.call('cancel', { id, symbol });
    if (answer.data === undefined) return answer;
    const [order, orders] = [
      this.#desk.call('order', { id, symbol }),
      this.#desk.call('orders', { symbol }),
    ] as const;
    this.#canceledAtOnce = Promise.all([order, orders]).then(([one, list]) => ({ order: one, orders: list }));
    await this.#canceledAtOnce.catch(() => undefined);
    return answer;
  }

  async #place(): Promise<AnswerEnvelope> {
    let answer = await this.#desk.call('trade', await this.#params());
    this.#least = leastAmountIn(answer.error ?? '');
    if (this.#least !== undefined) answer = await this.#desk.call('trade', await this.#params());
    if (v.is(orderIdOnly, answer.data)) {
      const { id } = answer.data;
      this.#placedAt = performance.now();
      this.#atOnce = this.#desk.call('order', { id, symbol: this.#desk.symbol });
      await this.#atOnce.catch(() => undefined);
    }
    return answer;
  }
}
