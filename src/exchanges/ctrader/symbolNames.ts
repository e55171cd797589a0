import type { CTraderApi } from './state.js';

/** Names symbols by their numbers, by which reports tell them; one that is not listed any more is its number. */
export async function symbolNames(api: CTraderApi): Promise<(symbol: string) => string> {
  const { instruments, names } = api.state;
  const list = await instruments.list(api, 'all');
  const known = names.get(list) ?? new Map([...list.byId.values()].map(({ id, row }) => [row.symbol, id]));
  names.set(list, known);
  return (symbol) => known.get(symbol) ?? symbol;
}
