import { toNumber } from '../../../protocol/decimal.js';
import type { Market } from '../../../protocol/structures.js';
import type { CcxtInstrument } from '../instruments.js';

/** @param steps of price and amount, as decimal strings; "" where there is none. */
export function parseMarket(
  { row, base, quote }: CcxtInstrument,
  symbol: string,
  steps: { tickSize: string; lotSize: string },
): Market {
  const number = (value: string | undefined) =>
    value === undefined || value === '' ? undefined : toNumber(value);
  const decimals = (step: string) =>
    step === '' ? undefined : (step.split('.')[1] ?? '').replace(/0+$/, '').length;
  const { amount, cost } = row.limits ?? {};
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: number(steps.tickSize),
    amount_size: number(steps.lotSize),
    price_precision: decimals(steps.tickSize),
    amount_precision: decimals(steps.lotSize),
    min_qty: number(amount?.min),
    max_qty: number(amount?.max),
    min_notional: number(cost?.min),
    max_notional: number(cost?.max),
    ...(!row.spot &&
      row.contractSize !== undefined && {
        ct_val: toNumber(row.contractSize),
        ct_val_ccy: row.inverse ? row.quote : base,
      }),
  };
}
