import * as v from 'valibot';
import type { CcxtExchange } from './CcxtExchange.js';
import type { CcxtInstrument } from './instruments.js';
import { parseRow } from './replies.js';

/** As many markets are asked one after the other; of more the answers would come too late. */
const FEW = 10;

const kucoinSymbols = v.object({ data: v.object({ symbols: v.nullish(v.array(v.string()), []) }) });

/**
 * The markets that have to be asked one by one for their orders, where an exchange lists those of one market at a time;
 * `undefined` where these are too many.
 *
 * @param open whether only open orders are looked for: some exchanges tell which markets have any.
 */
export async function marketsToAsk(
  exchange: CcxtExchange,
  open: boolean,
  instruments: readonly CcxtInstrument[],
): Promise<CcxtInstrument[] | undefined> {
  const there = instruments.filter(({ row }) => row.active !== false);
  if (open && exchange.id === 'kucoin') {
    const answer = await exchange.request(
      'hf/orders/active/symbols',
      'private',
      'GET',
      {},
      undefined,
      undefined,
      { cost: 2 },
    );
    const { symbols } = parseRow(kucoinSymbols, answer).data;
    return there.filter(({ row }) => row.spot && symbols.includes(row.id));
  }
  return there.length <= FEW ? there : undefined;
}
