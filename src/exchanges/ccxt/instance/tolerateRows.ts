import { oneLine } from '../../../protocol/oneLine.js';
import { messageOf } from '../../../protocol/thrown.js';
import type { CcxtExchange } from './CcxtExchange.js';

/** ccxt's parsers of rows that everybody can see. */
const PARSERS = ['parseTicker', 'parseTrade', 'parseFundingRate', 'parseOHLCV'] as const;
export type RowParser = (typeof PARSERS)[number];

/** In the place of what a row told: why ccxt could make nothing of it. */
export class OddInfo {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/**
 * ccxt reads a list row by row, and one that it trips over takes the whole list with it: such a row becomes one without
 * figures. Rows of the account's own are not spared: they must not be left out.
 */
export function tolerateRows(exchange: CcxtExchange): void {
  for (const name of PARSERS) {
    const parse = exchange[name]?.bind(exchange);
    if (!parse) continue;
    exchange[name] = (row, market, ...more) => {
      try {
        return parse(row, market, ...more);
      } catch (error) {
        const symbol: unknown = Object(market).symbol;
        const info = new OddInfo(oneLine(messageOf(error)));
        return name === 'parseOHLCV' ? [] : { symbol, info };
      }
    };
  }
}
