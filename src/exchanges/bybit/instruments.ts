import * as v from 'valibot';
import type { Instrument, NamedInstrument } from '../../adapter/Instrument.js';
import { type InstrumentSource, readInstruments } from '../../adapter/instrumentSource.js';
import { type PagedList, type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { InstrumentKey, Selection, SelectionApi } from '../../adapter/selection.js';
import type { Steps } from '../../adapter/steps.js';
import type { Reply } from '../../http/Reply.js';
import { optionalTextField, textField, timeField } from '../../protocol/fields.js';
import { say } from '../../wording/say.js';
import { type InstrumentRow, instrumentRow, publicReply } from './replies.js';

/** Bybit's categories, as far as FMZ has symbols for them. One symbol may be in several: BTCUSDT is spot and linear. */
export const categories = ['spot', 'linear', 'inverse'] as const;
export type Category = (typeof categories)[number];

/** An instrument as Bybit lists it. */
export type BybitInstrument = Instrument<InstrumentRow, Category>;

const PAGE = 1000;

/** Where Bybit's instruments come from. @see https://bybit-exchange.github.io/docs/v5/market/instrument */
export const instrumentSource: InstrumentSource<InstrumentRow, Category> = {
  exchange: 'Bybit',
  lists: categories,
  listOf(symbol) {
    if (!('range' in symbol) && symbol.contract === undefined) return 'spot';
    return symbol.quote === 'USD' ? 'inverse' : 'linear';
  },
  async read(api, category) {
    const list = { name: `${category} instruments`, keyOf: (row: unknown) => JSON.stringify(row) };
    const { rows, replies } = await readList(publicReply, list, (cursor) =>
      api.get('/v5/market/instruments-info', { category, limit: PAGE, cursor }),
    );
    const how = { naming: namingOf(category), row: instrumentRow, id: 'symbol' };
    return { ...readInstruments(rows, how), replies };
  },
  delistedName,
  delistedKind: (id, list) => (list === 'spot' ? 'spot' : DATED[list].test(id) ? 'futures' : 'swap'),
};

/** What has to be asked for to see all of a selection: linear contracts come by their settlement currency. */
export interface InstrumentQuery {
  category: Category;
  symbol?: string;
  settleCoin?: string;
}

/** What a selection has to be asked for by. */
export async function queriesOf(
  api: SelectionApi<InstrumentRow, Category>,
  { instrument, range, lists }: Selection<InstrumentRow, Category>,
): Promise<InstrumentQuery[]> {
  if (instrument) return [{ category: instrument.list, symbol: instrument.id }];
  const queries = lists.map(async (category): Promise<InstrumentQuery[]> => {
    if (category !== 'linear') return [{ category }];
    if (range) return [{ category, settleCoin: range.quote }];
    const { named } = await api.state.instruments.list(api, category);
    const settleCoins = new Set([...named.values()].map(({ quote }) => quote));
    return [...settleCoins].map((settleCoin) => ({ category, settleCoin }));
  });
  return (await Promise.all(queries)).flat();
}

/** The instrument of a row that was given the category it was asked for in: Bybit's rows do not name it. */
export function instrumentOf({
  category,
  symbol,
}: {
  category: Category;
  symbol: string;
}): InstrumentKey<Category> {
  return { list: category, id: symbol };
}

interface Envelope<Row> {
  result: { list: Row[]; nextPageCursor: string };
}

/** Reads one of Bybit's lists, whose answers name the cursor of the next page. */
export function readList<Row>(
  schema: v.GenericSchema<unknown, Envelope<Row>>,
  list: Pick<PagedList<Row>, 'name' | 'keyOf' | 'enough'>,
  read: (cursor: string | undefined) => Promise<Reply>,
): Promise<Pages<Row>> {
  return readPages<Row>({
    ...list,
    async read(cursor) {
      const reply = await read(cursor);
      const { list: rows, nextPageCursor: next } = parseReply(schema, reply).result;
      return { rows, next, reply };
    },
  });
}

/** What {@link checkSteps} needs. On spot Bybit checks an order's worth instead of its amount. */
export function stepsOf({ list, row: { lotSizeFilter, priceFilter } }: BybitInstrument): Steps {
  const { basePrecision, qtyStep, minOrderQty } = lotSizeFilter;
  return list === 'spot'
    ? { lotSize: basePrecision, minimum: '', tickSize: priceFilter.tickSize }
    : { lotSize: qtyStep, minimum: minOrderQty, tickSize: priceFilter.tickSize };
}

const naming = v.object({
  symbol: textField,
  baseCoin: textField,
  quoteCoin: textField,
  settleCoin: optionalTextField,
  contractType: optionalTextField,
  deliveryTime: v.nullish(v.unknown()),
});

/** The settlement currency decides the margin. A perpetual whose name is not its pair's is another contract on it. */
function namingOf(list: Category) {
  return v.pipe(
    naming,
    v.forward(
      v.check(
        ({ contractType }) => list === 'spot' || /(Perpetual|Futures)$/.test(contractType),
        ({ input }) => say(input.contractType === '' ? 'is missing' : 'is not known'),
      ),
      ['contractType'],
    ),
    v.forward(
      v.check(
        (row) => !isDated(row, list) || v.is(timeField, row.deliveryTime),
        () => say('is not a time in milliseconds'),
      ),
      ['deliveryTime'],
    ),
    v.transform((row): NamedInstrument<Category> => {
      const { symbol: id, baseCoin: base, quoteCoin, settleCoin, deliveryTime } = row;
      const quote = list === 'linear' ? settleCoin || quoteCoin : quoteCoin;
      const dated = isDated(row, list);
      return {
        list,
        id,
        kind: list === 'spot' ? 'spot' : dated ? 'futures' : 'swap',
        base,
        quote,
        ...(dated && { expiry: Number(deliveryTime) }),
        standard: list === 'spot' || dated || id === base + quote || id === `${base}PERP`,
      };
    }),
  );
}

function isDated({ contractType }: { contractType: string }, list: Category): boolean {
  return list !== 'spot' && contractType.endsWith('Futures');
}

// BTCUSDT-26DEC25, BTC-26DEC25 and BTCPERP (USDC), BTCUSDZ25.
const CONTRACT = { linear: /^(.+?)(USDT)?(?:-\d+[A-Z]+\d+|PERP)?$/, inverse: /^(.+)(USD)(?:[HMUZ]\d\d)?$/ };
const DATED = { linear: /-\d+[A-Z]+\d+$/, inverse: /[HMUZ]\d\d$/ };
const PAIR = /^(.+?)(USDT|USDC|USDE|USD1|RLUSD|USD|EUR|BRL|PLN|TRY|DAI|BTC|ETH|SOL|MNT)$/;

/** An instrument that is gone is on no list any more, and its name says no longer where the base coin ends. */
function delistedName(id: string, list: Category): string {
  const [, base = id, quote = list === 'linear' ? 'USDC' : ''] =
    (list === 'spot' ? PAIR : CONTRACT[list]).exec(id) ?? [];
  return list === 'spot' ? `${base}_${quote}` : `${base}_${quote}.${id}`;
}
