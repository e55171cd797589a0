import { instrumentRow } from './instrumentRow.js';
import type { Market } from './Market.js';
import { category, cursor, limit } from './params.js';
import { invalid, unknownSymbol } from './Refusal.js';

const STATUSES = ['PreLaunch', 'Trading', 'Delivering', 'Closed'];

/** market/instruments-info: what trades unless another status is asked for, in pages except on spot. */
export function listInstruments(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const status = query.get('status') || 'Trading';
  if (!STATUSES.includes(status)) throw invalid('params error: status invalid');
  const [symbol, baseCoin] = [query.get('symbol'), query.get('baseCoin')];
  if (symbol && !market.find(named, symbol)) throw unknownSymbol();
  const found = market
    .all(named)
    .filter((instrument) => instrument.status === status && (!symbol || instrument.symbol === symbol))
    .filter((instrument) => !baseCoin || named === 'spot' || instrument.baseCoin === baseCoin);
  if (named === 'spot') return { category: named, list: found.map(instrumentRow) };

  const size = Math.min(limit(query, 500, 1000), market.limits.pageCap);
  found.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const after = cursor(query, 'last') ?? '';
  const page = found.filter((instrument) => instrument.symbol > after).slice(0, size);
  const [first, last] = [page[0]?.symbol, page.at(-1)?.symbol];
  // A page that is full has a cursor even where nothing follows it.
  const nextPageCursor =
    page.length === size && !symbol ? encodeURIComponent(`first=${first}&last=${last}`) : '';
  return { category: named, list: page.map(instrumentRow), nextPageCursor };
}
