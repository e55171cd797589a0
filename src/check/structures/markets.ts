import * as v from 'valibot';
import { market } from '../../protocol/structures.js';
import { type Assertion, assertion } from './Assertion.js';

const byName = v.record(v.string(), v.pick(market, ['symbol', 'base_asset', 'quote_asset']));
const steps = ['tick_size', 'amount_size', 'ct_val'] as const;

/** What has to hold for GetMarkets. */
export const marketsAssertions: readonly Assertion[] = [
  assertion('keys', 'each key is the symbol of its market', byName, (markets) => {
    const wrong = Object.entries(markets).find(([key, { symbol }]) => key !== symbol);
    return wrong && `${wrong[0]} holds ${wrong[1].symbol}`;
  }),
  assertion('pairs', 'symbols are BASE_QUOTE', byName, (markets) => {
    const wrong = Object.values(markets).find(
      ({ symbol, base_asset: base, quote_asset: quote }) => symbol.split('.')[0] !== `${base}_${quote}`,
    );
    return wrong && `${wrong.symbol} has ${wrong.base_asset} and ${wrong.quote_asset}`;
  }),
  assertion('steps', 'steps are above 0', v.record(v.string(), v.pick(market, steps)), (markets) => {
    const wrong = Object.entries(markets).find(([, row]) => steps.some((step) => (row[step] ?? 1) <= 0));
    return wrong && `${wrong[0]} has a step of 0 or less`;
  }),
];
