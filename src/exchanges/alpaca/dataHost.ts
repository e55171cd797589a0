import type * as v from 'valibot';
import type { Page } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import type { Query } from '../../http/request.js';
import type { AssetClass } from './instruments.js';
import {
  cryptoHistoryReply,
  cryptoSnapshotsReply,
  stockHistoryReply,
  stockSnapshotsReply,
} from './replies.js';
import type { AlpacaApi } from './state.js';

export const CRYPTO = '/v1beta3/crypto/us';
/** Symbols of a request: how many Alpaca takes is not documented, so that the address stays short enough for any proxy. */
const SYMBOLS = 500;

/** What is asked for the prices of: of stocks always by its feed, since the one that Alpaca takes without it depends on the plan. */
export function readData(api: AlpacaApi, path: string, query: Query): Promise<Reply> {
  const feed = path.startsWith(CRYPTO) ? undefined : api.keys.feed;
  return api.request({ host: 'data', path, query: { ...query, feed }, signed: true });
}

/** Snapshots as they were sent, by Alpaca's names. */
export async function readSnapshots(
  api: AlpacaApi,
  list: AssetClass,
  ids: readonly string[],
): Promise<{ rows: [id: string, row: unknown][]; reply: Reply }> {
  const path = list === 'stock' ? '/v2/stocks/snapshots' : `${CRYPTO}/snapshots`;
  const reply = await readData(api, path, { symbols: ids.join(',') });
  const schema: v.GenericSchema<unknown, Record<string, unknown>> = list === 'stock'
    ? stockSnapshotsReply
    : cryptoSnapshotsReply;
  return { rows: Object.entries(parseReply(schema, reply)), reply };
}

/** What is traded of a class, in as many parts as requests need. */
export async function partsOf(
  api: AlpacaApi,
  list: AssetClass,
): Promise<{ list: AssetClass; ids: string[] }[]> {
  const { byId } = await api.state.instruments.list(api, list);
  const ids = [...byId.values()].filter(({ row }) => row.tradable).map(({ id }) => id);
  const count = Math.ceil(ids.length / SYMBOLS);
  return Array.from({ length: count }, (_, part) => ({
    ...{ list, ids: ids.slice(part * SYMBOLS, (part + 1) * SYMBOLS) },
  }));
}

/** A page of trades or bars, newest first; of bars with splits taken out, so that a split is no crash. */
export async function readHistory(
  api: AlpacaApi,
  { list, id, what }: { list: AssetClass; id: string; what: 'bars' | 'trades' },
  query: Query,
): Promise<Page<unknown>> {
  const sorted = { ...query, sort: 'desc' };
  if (list === 'crypto') {
    const reply = await readData(api, `${CRYPTO}/${what}`, { ...sorted, symbols: id });
    const { [what]: rows, next_page_token: next } = parseReply(cryptoHistoryReply, reply);
    return { rows: rows?.[id] ?? [], next: next ?? '', reply };
  }
  const adjustment = what === 'bars' ? 'split' : undefined;
  const path = `/v2/stocks/${encodeURIComponent(id)}/${what}`;
  const reply = await readData(api, path, { ...sorted, adjustment });
  const { [what]: rows, next_page_token: next } = parseReply(stockHistoryReply, reply);
  return { rows: rows ?? [], next: next ?? '', reply };
}
