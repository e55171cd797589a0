import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import type { Instrument } from './Instrument.js';
import { isFigure } from './isMultiple.js';
import type { Position } from './Position.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { contractCategory, cursor, limit, text } from './params.js';
import { positionRow } from './positionRow.js';
import { invalid, Refusal } from './Refusal.js';
import { tradedInstrument } from './readOrder.js';

/** The paths of positions and leverage. */
export const positionRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['GET /v5/position/list', { run: positions, permissions: { contracts: ['Position', 'Order'], spot: [] } }],
  [
    'POST /v5/position/set-leverage',
    { run: setLeverage, permissions: { contracts: ['Position'], spot: [] } },
  ],
]);

/** All that are held; of a symbol, empty ones as well. */
function positions({ query, account, market }: PrivateCall): unknown {
  const named = contractCategory(query.get('category'));
  const [symbol, settleCoin] = [query.get('symbol'), query.get('settleCoin')];
  if (named === 'linear' && !symbol && !settleCoin) {
    throw invalid('Missing some parameters that must be filled in, symbol or settleCoin');
  }
  const size = Math.min(limit(query, 20, 200), market.limits.pageCap);
  const symbols = named === 'inverse' ? (symbol?.split(',') ?? []) : symbol ? [symbol] : [];
  const found = symbol
    ? symbols.flatMap((name) => ofSymbol(market.require(named, name), account))
    : account.positions
        .filter((position) => position.category === named && !position.size.isZero())
        .filter(
          (position) => !settleCoin || market.require(named, position.symbol).settleCoin === settleCoin,
        );
  const from = Number(cursor(query, 'page_args') ?? 0);
  const page = found.slice(from, from + size);
  const next = found.length > from + size ? encodeURIComponent(`page_args=${from + size}&`) : '';
  const row = (position: Position) =>
    positionRow(position, market.require(named, position.symbol), account, market);
  return { list: page.map(row), nextPageCursor: next, category: named };
}

/** One row, or one for each side where the sides are apart. */
function ofSymbol(instrument: Instrument, account: AccountState): Position[] {
  const { symbol, launchTime } = instrument;
  const sides = account.hedged(instrument) ? ([1, 2] as const) : ([0] as const);
  const zero = new BigNumber(0);
  return sides.map(
    (positionIdx) =>
      account.position({ symbol, positionIdx }) ?? {
        category: instrument.category === 'inverse' ? 'inverse' : 'linear',
        ...{ symbol, positionIdx, size: zero, avgPrice: zero, curRealisedPnl: zero, cumRealisedPnl: zero },
        ...{ seq: -1, createdTime: launchTime, updatedTime: launchTime },
      },
  );
}

function setLeverage({ body, account, market }: PrivateCall): unknown {
  contractCategory(body.category);
  const instrument = tradedInstrument(body, market);
  const [buy, sell] = [text(body, 'buyLeverage'), text(body, 'sellLeverage')];
  checkLeverage(instrument, account, buy, sell);
  const { symbol } = instrument;
  const unchanged =
    new BigNumber(buy).eq(account.leverage(symbol, 'Buy')) &&
    new BigNumber(sell).eq(account.leverage(symbol, 'Sell'));
  if (unchanged) throw new Refusal(110043, 'leverage not modified');
  account.leverages.set(symbol, { buy, sell });
  return {};
}

function checkLeverage(instrument: Instrument, account: AccountState, buy: string, sell: string): void {
  const { maxLeverage } = instrument;
  const { marginMode } = account.settings;
  if (marginMode === 'PORTFOLIO_MARGIN') {
    throw new Refusal(110038, 'Portfolio margin mode is not allowed to change leverage');
  }
  for (const leverage of [buy, sell]) {
    if (!isFigure(leverage) || new BigNumber(leverage).lt(1)) throw invalid('leverage invalid');
    if (new BigNumber(leverage).gt(maxLeverage)) {
      const told = `[${scaled(leverage)}] gt maxLeverage [${scaled(maxLeverage)}]`;
      throw new Refusal(110013, `cannot set leverage ${told} by risk limit`);
    }
  }
  // Only of an isolated position whose sides are apart may they differ.
  const apart = account.hedged(instrument) && marginMode === 'ISOLATED_MARGIN';
  if (!apart && !new BigNumber(buy).eq(sell)) throw invalid('buy leverage must be equal to sell leverage');
}

function scaled(leverage: string): string {
  return new BigNumber(leverage).times(100).toFixed(0);
}
