import type { Answer } from '../../adapter/Api.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Funding } from '../../protocol/structures.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { ask } from './call/ask.js';
import { requireMethod } from './call/requireMethod.js';
import { parseFunding } from './parse/parseFunding.js';
import { rawAnswer } from './parse/rawAnswer.js';
import { namesBySymbol } from './reads/bySymbol.js';
import { findInstrument } from './reads/findInstrument.js';
import { listInstruments } from './reads/listInstruments.js';
import { readFunding } from './reads/readFunding.js';
import { readFundings } from './reads/readFundings.js';
import { warnOfOdd } from './reads/warnOfOdd.js';

/** Funding rates, of one perpetual contract or of all. @see https://docs.ccxt.com/#/?id=funding-rate */
export const fundings: NonNullable<CcxtMethods['fundings']> = async ({ symbol }, api) => {
  await requireMethod(api, 'fundings');
  if (symbol !== undefined && !('range' in symbol)) return fundingOf(api, symbol);
  const list = await listInstruments(api, 'fundings');
  const { value, replies } = await ask(api, { method: 'fundings' }, (exchange) =>
    readFundings(api, exchange, list),
  );
  warnOfOdd(api, 'fundings', value);
  const now = api.now();
  const inRange = symbol && new Set(list.inRange(symbol).map(({ row }) => row.symbol));
  const nameOf = namesBySymbol(list, now);
  const data = value.flatMap((row) => {
    const name = nameOf.get(row.symbol ?? '');
    if (name === undefined || (inRange && !inRange.has(row.symbol ?? ''))) return [];
    return parseFunding(row, name, now) ?? [];
  });
  return { data, raw: rawAnswer(replies) };
};

async function fundingOf(api: CcxtApi, symbol: FmzSymbol): Promise<Answer<Funding[]>> {
  const { row, kind, name } = await findInstrument(api, 'fundings', symbol);
  if (kind !== 'swap') {
    throw new ProtocolError(`${name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap`);
  }
  const { value, replies } = await ask(api, { method: 'fundings' }, (exchange) =>
    readFunding(exchange, row.symbol),
  );
  const data = value.flatMap((found) => parseFunding(found, name, api.now()) ?? []);
  return { data, raw: rawAnswer(replies) };
}
