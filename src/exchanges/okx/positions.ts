import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import {
  createNamer,
  findInstrument,
  type Instrument,
  inRange,
  listInstruments,
  typeOfRange,
} from './instruments.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parsePosition } from './parse.js';
import { type AccountMode, readAccountMode } from './readAccountMode.js';
import { type PositionRow, positionsReply } from './replies.js';
import { setLeverage } from './setLeverage.js';

/** Futures positions. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-positions */
export const positions = {
  async positions({ symbol }, api) {
    if (symbol !== undefined && !('range' in symbol)) {
      const instrument = await requireContract(api, symbol);
      const { rows, reply } = await readPositions(api, { instId: instrument.row.instId });
      return { data: rows.flatMap((row) => parsePosition(row, symbol.name) ?? []), raw: reply.raw };
    }
    const instType = symbol && typeOfRange(symbol);
    const { rows, reply } = await readPositions(api, { instType });
    const wanted = instType && (await listInstruments(api, instType)).byId;
    const chosen = rows.filter((row) => {
      const instrument = wanted?.get(row.instId);
      return symbol === undefined || (instrument !== undefined && inRange(instrument, symbol));
    });
    const nameOf = await createNamer(
      api,
      chosen.map((row) => row.instId),
    );
    return { data: chosen.flatMap((row) => parsePosition(row, nameOf(row.instId)) ?? []), raw: reply.raw };
  },

  async setmarginlevel({ symbol, margin_level: lever }, api) {
    const { row } = await requireContract(api, symbol);
    if (row.lever !== '' && compareDecimals(lever, row.lever) > 0) {
      throw new ProtocolError(
        `margin_level ${lever} is above the highest leverage ${row.lever} of ${symbol.name}`,
      );
    }
    const replies = await setLeverage(api, row.instId, lever, await requireFuturesMode(api));
    return { data: true, raw: replies.map((reply) => reply.raw) };
  },
} satisfies OkxMethods;

/** @throws ProtocolError when the symbol is one of spot. */
async function requireContract(api: OkxApi, symbol: FmzSymbol): Promise<Instrument> {
  if (symbol.contract === undefined) {
    throw new ProtocolError(`${symbol.name} is a spot symbol: name a contract, like ${symbol.name}.swap`);
  }
  return findInstrument(api, symbol);
}

/** @throws ProtocolError when the account is in spot mode. */
async function requireFuturesMode(api: OkxApi): Promise<AccountMode> {
  const mode = await readAccountMode(api);
  if (mode.level === '1') throw refuseSpotMode(api);
  return mode;
}

/** The refusal of a contract by an account in spot mode, which is read anew the next time. */
export function refuseSpotMode(api: OkxApi): ProtocolError {
  api.state.accountModes.forget(api.accountId);
  return new ProtocolError(
    "the OKX account is in spot mode, which trades no contracts: choose futures mode on OKX's page",
  );
}

/** The position that a closing order reduces. Hedge mode keeps long and short apart, net mode has a sign. */
export async function findPosition(
  api: OkxApi,
  instId: string,
  direction: 'long' | 'short',
): Promise<PositionRow | undefined> {
  const { rows } = await readPositions(api, { instId });
  return rows.find((row) => parsePosition(row, instId)?.type === direction);
}

async function readPositions(
  api: OkxApi,
  query: { instId?: string; instType?: string | undefined },
): Promise<{ rows: PositionRow[]; reply: Reply }> {
  const reply = await api.signedGet('/api/v5/account/positions', query);
  const rows = parseReply(positionsReply, reply).data;
  return { rows: rows.filter((row) => row.instType === 'SWAP' || row.instType === 'FUTURES'), reply };
}

/** The refusal of a closing order that has nothing to close. */
export function nothingToClose(symbol: string, direction: 'long' | 'short'): ExchangeError {
  return new ExchangeError({ code: '', message: `there is no ${direction} position in ${symbol} to close` });
}
