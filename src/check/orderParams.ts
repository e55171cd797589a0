import * as v from 'valibot';
import { toDecimal } from '../protocol/decimal.js';
import { market, ticker } from '../protocol/structures.js';
import { say } from '../wording/say.js';
import { type AnswerEnvelope, Skip } from './AnswerEnvelope.js';

/** What the order may be worth, where the exchange does not say how little it takes: some dollars, or a little coin. */
const WORTH = [
  [/USD|EUR|GBP|CHF|AUD|CAD|SGD|NZD|PLN|BRL/, 20],
  [/TRY|THB|CZK|ZAR|MXN|PHP|INR|TWD|HKD|CN[YH]|SEK|NOK|DKK/, 1000],
  [/JPY/, 5000],
  [/KRW/, 30_000],
  [/IDR|VND/, 500_000],
  [/./, 0.001],
] as const;

const steps = v.partial(
  v.pick(market, ['quote_asset', 'tick_size', 'amount_size', 'min_qty', 'min_notional']),
);

/** What is known of the market. */
export interface OrderDesk {
  symbol: string;
  sample(name: 'ticker' | 'markets'): Promise<AnswerEnvelope>;
}

/**
 * An order that is as small as the exchange takes it, at half the price of the market.
 *
 * @throws Skip when there is no price to go by.
 * @example await orderParams(desk) // { symbol: 'BTC_USDT', type: 'buy', price: '48000', amount: '0.0005' }
 */
export async function orderParams(desk: OrderDesk): Promise<Record<string, string>> {
  const { data } = await desk.sample('ticker');
  if (!v.is(v.pick(ticker, ['last']), data))
    throw new Skip(say('the ticker gives no price to stay away from'));
  const { quote_asset, tick_size = 0, amount_size = 0, min_qty = 0, min_notional } = await stepsOf(desk);
  const half = Number((Number(data.last) / 2).toPrecision(2));
  const price = tick_size > 0 ? Math.max(tick_size, toStep(half, tick_size, Math.round)) : half;
  const quote = quote_asset ?? desk.symbol.split('_')[1] ?? '';
  const [, worth = 0] = WORTH.find(([currencies]) => currencies.test(quote)) ?? [];
  const wanted = Math.max(
    (min_notional === undefined ? worth : min_notional * 2) / price,
    min_qty,
    amount_size,
  );
  const amount = wanted > 0 ? roundUp(wanted, amount_size) : 1;
  return {
    symbol: desk.symbol,
    type: 'buy',
    price: toDecimal(price) ?? '',
    amount: toDecimal(amount) ?? '',
  };
}

async function stepsOf(desk: OrderDesk): Promise<v.InferOutput<typeof steps>> {
  const answer = await desk.sample('markets').catch(() => undefined);
  const markets = v.safeParse(v.record(v.string(), steps), answer?.data);
  return (markets.success && markets.output[desk.symbol]) || {};
}

/** The next number up with one digit, or the next multiple of the step. */
function roundUp(value: number, step: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const short = Number((Math.ceil(value / power - 1e-9) * power).toPrecision(1));
  return step > 0 ? toStep(short, step, (steps) => Math.ceil(steps - 1e-9)) : short;
}

function toStep(value: number, step: number, round: (steps: number) => number): number {
  return Number((round(value / step) * step).toPrecision(12));
}
