import type {
  Balance,
  Bar,
  Funding,
  Market,
  Order,
  Position,
  Ticker,
  Trade,
} from '../../protocol/structures.js';
import { formatTime } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import type { Column, Tone } from '../terminal/renderTable.js';

/** The tone of a side: buys and longs are good, sells and shorts bad. */
function toneOf(side: 'buy' | 'sell' | 'long' | 'short'): Tone {
  return side === 'buy' || side === 'long' ? 'good' : 'bad';
}

export const tickerColumns: readonly Column<Ticker>[] = [
  { title: 'symbol', cell: (row) => row.symbol },
  { title: 'last', number: true, cell: (row) => row.last },
  { title: 'buy', number: true, cell: (row) => row.buy, tone: () => 'good' },
  { title: 'sell', number: true, cell: (row) => row.sell, tone: () => 'bad' },
  { title: 'high', number: true, cell: (row) => row.high },
  { title: 'low', number: true, cell: (row) => row.low },
  { title: 'open', number: true, cell: (row) => row.open },
  { title: 'vol', number: true, cell: (row) => row.vol },
  { title: 'time', cell: (row) => formatTime(Number(row.time)) },
];

export const tradeColumns: readonly Column<Trade>[] = [
  { title: 'time', cell: (row) => formatTime(row.time) },
  { title: 'type', cell: (row) => row.type, tone: (row) => toneOf(row.type) },
  { title: 'price', number: true, cell: (row) => row.price, tone: (row) => toneOf(row.type) },
  { title: 'amount', number: true, cell: (row) => row.amount },
  { title: 'id', cell: (row) => row.id },
];

export const barColumns: readonly Column<Bar>[] = [
  { title: 'time', cell: ([seconds]) => formatTime(seconds * 1000) },
  { title: 'open', number: true, cell: (bar) => bar[1] },
  { title: 'high', number: true, cell: (bar) => bar[2] },
  { title: 'low', number: true, cell: (bar) => bar[3] },
  { title: 'close', number: true, cell: (bar) => bar[4] },
  { title: 'volume', number: true, cell: (bar) => bar[5] },
];

export const balanceColumns: readonly Column<Balance>[] = [
  { title: 'currency', cell: (row) => row.currency },
  { title: 'free', number: true, cell: (row) => row.free },
  { title: 'frozen', number: true, cell: (row) => row.frozen },
];

export const orderColumns: readonly Column<Order>[] = [
  { title: 'id', cell: (row) => row.id },
  { title: 'time', cell: (row) => (row.time === undefined ? undefined : formatTime(row.time)) },
  { title: 'symbol', cell: (row) => row.symbol },
  { title: 'type', cell: (row) => row.type, tone: (row) => toneOf(row.type) },
  { title: 'offset', cell: (row) => row.offset },
  { title: 'price', number: true, cell: (row) => row.price },
  { title: 'amount', number: true, cell: (row) => row.amount },
  { title: 'deal_amount', number: true, cell: (row) => row.deal_amount },
  { title: 'avg_price', number: true, cell: (row) => row.avg_price },
  { title: 'status', cell: (row) => row.status },
  { title: 'contract_type', cell: (row) => row.contract_type },
];

export const marketColumns: readonly Column<Market>[] = [
  { title: 'symbol', cell: (row) => row.symbol },
  { title: 'base', cell: (row) => row.base_asset },
  { title: 'quote', cell: (row) => row.quote_asset },
  { title: 'tick_size', number: true, cell: (row) => row.tick_size },
  { title: 'amount_size', number: true, cell: (row) => row.amount_size },
  { title: 'min_qty', number: true, cell: (row) => row.min_qty },
  { title: 'max_qty', number: true, cell: (row) => row.max_qty },
  { title: 'min_notional', number: true, cell: (row) => row.min_notional },
  { title: 'max_notional', number: true, cell: (row) => row.max_notional },
  { title: 'ct_val', number: true, cell: (row) => row.ct_val },
  { title: 'ct_val_ccy', cell: (row) => row.ct_val_ccy },
];

export const positionColumns: readonly Column<Position>[] = [
  { title: 'symbol', cell: (row) => row.symbol },
  { title: 'type', cell: (row) => row.type, tone: (row) => toneOf(row.type) },
  { title: 'amount', number: true, cell: (row) => row.amount },
  { title: 'frozen_amount', number: true, cell: (row) => row.frozen_amount },
  { title: 'price', number: true, cell: (row) => row.price },
  {
    title: 'profit',
    number: true,
    cell: (row) => row.profit,
    tone: (row) => (row.profit === 0 ? undefined : row.profit > 0 ? 'good' : 'bad'),
  },
  { title: 'margin', number: true, cell: (row) => row.margin },
  { title: 'margin_level', number: true, cell: (row) => row.margin_level },
  { title: 'contract_type', cell: (row) => row.contract_type },
];

export const fundingColumns = (): readonly Column<Funding>[] => [
  { title: 'symbol', cell: (row) => row.symbol },
  { title: 'rate', number: true, cell: (row) => row.rate },
  { title: say('next settlement'), cell: (row) => formatTime(row.time) },
  { title: 'interval', cell: (row) => `${Number((row.interval / 3_600_000).toFixed(2))} h` },
];
