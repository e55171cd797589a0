import * as v from 'valibot';
import { toDecimal } from '../protocol/decimal.js';
import { market, orderIdOnly, ticker } from '../protocol/structures.js';
import { type AnswerEnvelope, Skip } from './AnswerEnvelope.js';

/** What the order may be worth, where the exchange does not say how little it takes: some dollars, or a little coin. */
const WORTH = [
  [/USD|EUR|GBP|CHF|AUD|CAD|SGD|PLN|BRL/, 20],
  [/TRY|THB|CZK|ZAR|MXN|PHP|INR|TWD/, 1000],
  [/JPY/, 5000],
  [/KRW/, 30_000],
  [/IDR|VND/, 500_000],
  [/./, 0.001],
] as const;

const steps = v.partial(v.pick(market, ['amount_size', 'min_qty', 'min_notional']));

/** What an order is placed with. */
interface Desk {
  symbol: string;
  /** Whether an order may be placed. */
  trade: boolean;
  call(method: string, params: object): Promise<AnswerEnvelope>;
  sample(name: 'ticker' | 'markets'): Promise<AnswerEnvelope>;
}

/** The one order that a check places, at half the price of the market, and cancels again. */
export class TestOrder {
  readonly #desk: Desk;
  #placed: Promise<AnswerEnvelope> | undefined;
  #canceled: Promise<AnswerEnvelope> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Places it when first asked to. @throws Skip unless orders may be placed. */
  place(): Promise<AnswerEnvelope> {
    if (!this.#desk.trade) throw new Skip('places an order: allow it with --trade');
    this.#placed ??= this.#params().then((params) => this.#desk.call('trade', params));
    return this.#placed;
  }

  /** Its id. @throws Skip when there is no order. */
  async id(): Promise<string> {
    const answer = await this.place().catch((error: unknown) => {
      throw error instanceof Skip ? error : new Skip('the order could not be placed');
    });
    if (!v.is(orderIdOnly, answer.data)) throw new Skip('the order could not be placed');
    return answer.data.id;
  }

  /** Cancels it when first asked to. @throws Skip when there is no order. */
  async cancel(): Promise<AnswerEnvelope> {
    const id = await this.id();
    this.#canceled ??= this.#desk.call('cancel', { id, symbol: this.#desk.symbol });
    return this.#canceled;
  }

  /** Leaves no order behind. @returns one sentence where that failed. */
  async cleanUp(): Promise<string | undefined> {
    if (!this.#placed) return undefined;
    const id = await this.id().catch(() => undefined);
    if (id === undefined) return undefined;
    const answer = await this.cancel().catch(() => undefined);
    return answer?.data === undefined
      ? `the order ${id} may still be open: cancel it on the exchange's page`
      : undefined;
  }

  /** @throws Skip when there is no price to go by. */
  async #params(): Promise<Record<string, string>> {
    const { data } = await this.#desk.sample('ticker');
    if (!v.is(v.pick(ticker, ['last']), data)) throw new Skip('the ticker gives no price to stay away from');
    const price = Number((Number(data.last) / 2).toPrecision(2));
    const { amount_size = 0, min_qty = 0, min_notional } = await this.#steps();
    const quote = this.#desk.symbol.split('_')[1] ?? '';
    const [, worth = 0] = WORTH.find(([currencies]) => currencies.test(quote)) ?? [];
    const wanted = Math.max(
      (min_notional === undefined ? worth : min_notional * 2) / price,
      min_qty,
      amount_size,
    );
    const rounded = roundUp(wanted, amount_size);
    return {
      symbol: this.#desk.symbol,
      type: 'buy',
      price: toDecimal(price) ?? '',
      amount: toDecimal(rounded) ?? '',
    };
  }

  async #steps(): Promise<v.InferOutput<typeof steps>> {
    const answer = await this.#desk.sample('markets').catch(() => undefined);
    const markets = v.safeParse(v.record(v.string(), steps), answer?.data);
    return (markets.success && markets.output[this.#desk.symbol]) || {};
  }
}

/** The next number up with one digit, or the next multiple of the step. */
function roundUp(value: number, step: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const short = Number((Math.ceil(value / power - 1e-9) * power).toPrecision(1));
  return step > 0 ? Number((Math.ceil(short / step - 1e-9) * step).toPrecision(12)) : short;
}
