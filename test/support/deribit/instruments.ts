import * as v from 'valibot';
import {
  decimalField,
  decimalPlaces,
  type Instrument,
  type InstrumentSource,
  type Market,
  type NamedInstrument,
  optionalTextField,
  parseUtc,
  readGroup,
  readInstruments,
  rowOf,
  type Steps,
  textField,
  toNumber,
} from '../../../src/index.js';
import { requestId } from './requestId.js';

const tags = { symbol: 55, base: 15, quote: 1524, tick: 969, minimum: 562, size: 231, expiry: 541 };

const instrumentRow = v.object({ tick: decimalField, minimum: decimalField, size: decimalField });
export type DeribitRow = v.InferOutput<typeof instrumentRow>;
export type DeribitInstrument = Instrument<DeribitRow, 'futures'>;

const naming = v.pipe(
  v.object({ symbol: textField, base: textField, quote: textField, expiry: optionalTextField }),
  v.transform(({ symbol: id, base, quote, expiry }): NamedInstrument<'futures'> => {
    const kind = expiry === '' ? 'swap' : 'futures';
    const end = parseUtc(`${expiry}-08:00:00`);
    return {
      list: 'futures',
      id,
      kind,
      base,
      quote,
      standard: true,
      ...(end !== undefined && { expiry: end }),
    };
  }),
);

export const instrumentSource: InstrumentSource<DeribitRow, 'futures'> = {
  exchange: 'Deribit',
  lists: ['futures'],
  listOf: () => 'futures',
  async read(api) {
    const reply = await api.fix.ask({
      type: 'x',
      fields: [
        [320, requestId()],
        [559, '4'],
        [167, 'FUT'],
      ],
    });
    const entries = readGroup(reply.message, 146, [...Object.values(tags), 167]);
    const rows = entries.map((entry) => rowOf(entry, tags));
    return { ...readInstruments(rows, { naming, row: instrumentRow, id: 'symbol' }), replies: [reply] };
  },
  delistedName: (id) => id,
};

export function stepsOf({ row }: DeribitInstrument): Steps {
  // FMZ counts contracts, the list their currency.
  return { lotSize: '1', minimum: '1', tickSize: row.tick };
}

export function parseMarket({ row, base, quote }: DeribitInstrument, symbol: string): Market {
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: toNumber(row.tick),
    price_precision: decimalPlaces(row.tick),
    amount_size: 1,
    amount_precision: 0,
    min_qty: 1,
    ct_val: toNumber(row.size),
    ct_val_ccy: quote,
  };
}
