import type { ChalkInstance } from 'chalk';
import * as v from 'valibot';
import { type Data, type MethodName, methods } from '../../protocol/methods.js';
import { describeIssue } from '../../protocol/parseWith.js';
import { type Column, renderFields, renderTable } from '../terminal/renderTable.js';
import type { Screen } from '../terminal/Screen.js';
import { formatJson } from './jsonText.js';
import { renderDepth } from './renderDepth.js';
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
  <Row>(columns: readonly Column<Row>[], empty: string): Renderer<readonly Row[]> =>
  (rows, colors, screen) =>
    rows.length === 0 ? empty : renderTable(columns, rows, colors, screen);

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
const done = () => 'done';

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
  fundings: list(fundingColumns, 'no funding rates'),
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
  return name === 'io' ? { text: formatJson(json) } : renderData(name, json, colors, screen);
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
  return { text: formatJson(json), defect: where + describeIssue(issue, 'data') };
}
