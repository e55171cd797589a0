import { BigNumber } from 'bignumber.js';
import type { ChalkInstance } from 'chalk';
import * as v from 'valibot';
import { type Data, type MethodName, methods } from '../../protocol/methods.js';
import { describeIssue } from '../../protocol/parseWith.js';
import type { Depth } from '../../protocol/structures.js';
import { formatTime } from '../../protocol/time.js';
import { type PlainTemplate, say } from '../../wording/say.js';
import { type Column, renderFields, renderTable } from '../terminal/renderTable.js';
import { moreRows, type Screen, widthOf } from '../terminal/screen.js';
import { indentJson } from './jsonText.js';
import {
  balanceColumns,
  barColumns,
  fundingColumns,
  marketColumns,
  orderColumns,
  positionColumns,
  tickerColumns,
  tradeColumns,
} from './tables.js';

/** A plugin's data as a person reads it, and what is wrong with the data where it is not as the protocol has it. */
interface RenderedAnswer {
  text: string;
  defect?: string;
}

type Renderer<T> = (data: T, colors: ChalkInstance, screen: Screen) => string;

const list =
  <Row>(columns: readonly Column<Row>[], empty: PlainTemplate): Renderer<readonly Row[]> =>
  (rows, colors, screen) =>
    rows.length === 0 ? say(empty) : renderTable(columns, rows, colors, screen);

const single =
  <Row>(columns: readonly Column<Row>[]): Renderer<Row> =>
  (row, colors, screen) =>
    renderFields(
      columns.map(({ title, number, cell, tone }) => ({
        name: title,
        value: cell(row),
        ...(number && { number }),
        tone: tone?.(row),
      })),
      colors,
      screen,
    );

const orderId = single<{ id: string }>([{ title: 'id', cell: ({ id }) => id }]);
const balances = list(balanceColumns, 'no balances');
const done = () => say('done');

/** How each method's data is shown; the others are shown as JSON. */
const renderers: { readonly [M in Exclude<MethodName, 'io'>]: Renderer<Data<M>> } = {
  ticker: single(tickerColumns),
  depth: renderDepth,
  trades: list(tradeColumns, 'no trades'),
  records: list(barColumns, 'no bars'),
  accounts: balances,
  assets: balances,
  trade: orderId,
  orders: list(orderColumns, 'no open orders'),
  order: single(orderColumns),
  historyorders: list(orderColumns, 'no past orders'),
  cancel: done,
  markets: (data, ...room) => list(marketColumns, 'no markets')(Object.values(data), ...room),
  tickers: list(tickerColumns, 'no tickers'),
  positions: list(positionColumns, 'no open positions'),
  setmarginlevel: done,
  fundings: (data, ...room) => list(fundingColumns(), 'no funding rates')(data, ...room),
  modifyorder: orderId,
};

/**
 * Shows a plugin's data to a person: a table, or a word where there is nothing to show. Data of `io`, and data that
 * breaks the protocol, is shown as the JSON it is.
 *
 * @param json the text of the `data` member.
 * @param screen where tables have to fit.
 */
export function renderAnswer(
  name: MethodName,
  json: string,
  colors: ChalkInstance,
  screen: Screen = {},
): RenderedAnswer {
  return name === 'io' ? { text: indentJson(json) } : renderData(name, json, colors, screen);
}

function renderData<M extends Exclude<MethodName, 'io'>>(
  name: M,
  json: string,
  colors: ChalkInstance,
  screen: Screen,
): RenderedAnswer {
  // Doubles, as FMZ reads them: that ids are strings is checked here, so that none is rounded.
  const result = v.safeParse<v.GenericSchema<unknown, Data<M>>>(methods[name].data, JSON.parse(json));
  if (result.success) return { text: renderers[name](result.output, colors, screen) };
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ? 'data.' : '';
  return { text: indentJson(json), defect: where + describeIssue(issue, 'data') };
}

interface Level {
  side: 'ask' | 'bid';
  price: number;
  amount: number;
  /** The sum of the amounts from the best price up to this one. */
  total: string;
}

const tone = (level: Level) => (level.side === 'bid' ? 'good' : 'bad');

const levelColumns = (): readonly Column<Level>[] => [
  { title: say('side'), cell: (level) => say(level.side), tone },
  { title: 'price', number: true, cell: (level) => level.price, tone },
  { title: 'amount', number: true, cell: (level) => level.amount },
  { title: say('total'), number: true, cell: (level) => level.total },
];

/**
 * An order book with the best prices in its middle: asks above bids, amounts added up from the middle on.
 *
 * @param screen where it has to fit: of levels that are too many those nearest to the middle are shown.
 */
function renderDepth({ asks, bids, time }: Depth, colors: ChalkInstance, screen: Screen): string {
  if (asks.length + bids.length === 0) return say('no orders in the book');
  const ask = asks[0]?.[0];
  const bid = bids[0]?.[0];
  const facts =
    ask === undefined || bid === undefined
      ? formatTime(time)
      : say('{time}, spread {value}', {
          time: formatTime(time),
          value: new BigNumber(ask).minus(bid).toFixed(),
        });
  const most = levelsThatFit(asks.length + bids.length, screen);
  const levels = [...addUp('ask', asks).slice(0, most).reverse(), ...addUp('bid', bids).slice(0, most)];
  const hidden = asks.length + bids.length - levels.length;
  return [
    renderTable(levelColumns(), levels, colors, widthOf(screen)),
    ...(hidden > 0 ? [moreRows(hidden)] : []),
    colors.dim(facts),
  ].join('\n');
}

/** Of each side, beside the titles, the last line, and the line that counts the others. */
function levelsThatFit(count: number, { rows = Number.POSITIVE_INFINITY }: Screen): number {
  return count + 2 <= rows ? count : Math.max(1, Math.floor((rows - 3) / 2));
}

function addUp(side: Level['side'], levels: Depth['asks']): Level[] {
  let total = new BigNumber(0);
  return levels.map(([price, amount]) => {
    total = total.plus(amount);
    return { side, price, amount, total: total.toFixed() };
  });
}
