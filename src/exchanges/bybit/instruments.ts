import type { Steps } from '../../exchange/checkSteps.js';
import type { Instrument } from '../../exchange/Instrument.js';
import type { InstrumentSource } from '../../exchange/Instruments.js';
import { readList } from './readList.js';
import { type InstrumentRow, instrumentsReply } from './replies.js';

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
    const list = { name: `${category} instruments`, keyOf: ({ symbol }: InstrumentRow) => symbol };
    const { rows, replies } = await readList(instrumentsReply, list, (cursor) =>
      api.get('/v5/market/instruments-info', { category, limit: PAGE, cursor }),
    );
    return { instruments: rows.map((row) => toInstrument(row, category)), replies };
  },
  delistedName,
  delistedKind: (id, list) => (list === 'spot' ? 'spot' : DATED[list].test(id) ? 'futures' : 'swap'),
};

/** What {@link checkSteps} needs. On spot Bybit checks an order's worth instead of its amount. */
export function stepsOf({ list, row: { lotSizeFilter, priceFilter } }: BybitInstrument): Steps {
  const { basePrecision, qtyStep, minOrderQty } = lotSizeFilter;
  return list === 'spot'
    ? { lotSize: basePrecision, minimum: '', tickSize: priceFilter.tickSize }
    : { lotSize: qtyStep, minimum: minOrderQty, tickSize: priceFilter.tickSize };
}

/** The settlement currency decides the margin. A perpetual whose name is not its pair's is another contract on it. */
function toInstrument(row: InstrumentRow, list: Category): BybitInstrument {
  const { symbol: id, baseCoin: base, contractType, deliveryTime } = row;
  const quote = list === 'linear' ? row.settleCoin || row.quoteCoin : row.quoteCoin;
  const kind = list === 'spot' ? 'spot' : contractType.endsWith('Futures') ? 'futures' : 'swap';
  return {
    list,
    id,
    kind,
    base,
    quote,
    ...(kind === 'futures' && { expiry: Number(deliveryTime) }),
    standard: kind !== 'swap' || id === base + quote || id === `${base}PERP`,
    row,
  };
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
