import type { Api } from '../../exchange/Api.js';
import type { Steps } from '../../exchange/checkSteps.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { contractCodesOf } from '../../protocol/contractCodesOf.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { quote } from '../../protocol/text.js';
import { type InstrumentRow, instrumentsReply } from './replies.js';
import type { OkxState } from './state.js';

/** OKX's instrument types, as far as FMZ has symbols for them. */
export const instrumentTypes = ['SPOT', 'SWAP', 'FUTURES'] as const;
export type InstrumentType = (typeof instrumentTypes)[number];

/** An instrument as OKX lists it, with what FMZ's symbols say of it. */
export interface Instrument {
  row: InstrumentRow;
  type: InstrumentType;
  base: string;
  quote: string;
  /**
   * Whether `PAIR.swap`, `PAIR.quarter` and the ranges mean it. The others, such as `BTC-USD_UM-SWAP` beside
   * `BTC-USD-SWAP`, and X-Perps, are named by their own id.
   */
  standard: boolean;
}

/** The instruments of one type, as they were sent. */
export interface InstrumentList {
  byId: ReadonlyMap<string, Instrument>;
  reply: Reply;
}

/** What looking instruments up needs. */
export type InstrumentApi = Pick<Api<unknown, OkxState>, 'get' | 'state' | 'now'>;

const NOT_AGAIN_FOR = 10_000;

/** All instruments of a type. The list is kept, and refreshed behind the scenes. */
export function listInstruments(api: InstrumentApi, type: InstrumentType): Promise<InstrumentList> {
  return api.state.instruments.get(type, () => readInstruments(api, type));
}

/**
 * The instrument that a symbol means. A symbol that is not on the list refreshes it, once in ten seconds.
 *
 * @throws ProtocolError when OKX does not have it.
 */
export async function findInstrument(api: InstrumentApi, symbol: FmzSymbol): Promise<Instrument> {
  const type = typeOf(symbol);
  const found = search(await listInstruments(api, type), symbol, api.now());
  if (found) return found;
  const renewed = await api.state.instruments.newerThan(type, NOT_AGAIN_FOR, () =>
    readInstruments(api, type),
  );
  const instrument = search(renewed, symbol, api.now());
  if (instrument) return instrument;
  throw new ProtocolError(
    `OKX has no ${quote(symbol.name)}${type === 'FUTURES' ? ', it may have expired' : ''}: GetMarkets lists what there is`,
  );
}

/** The instrument of an id, if it is on the list. */
export async function instrumentById(
  api: InstrumentApi,
  instrumentId: string,
): Promise<Instrument | undefined> {
  return (await listInstruments(api, typeOfId(instrumentId))).byId.get(instrumentId);
}

/** What {@link checkSteps} needs. */
export function stepsOf({ row }: Instrument): Steps {
  return { lotSize: row.lotSz, minimum: row.minSz, tickSize: row.tickSz };
}

/** Names instruments as FMZ does; made for a moment, since the words of dated contracts move with time. */
export async function createNamer(
  api: InstrumentApi,
  instrumentIds: readonly string[],
): Promise<(instrumentId: string) => string> {
  const types = [...new Set(instrumentIds.map(typeOfId))];
  const lists = await Promise.all(types.map((type) => listInstruments(api, type)));
  const known = new Map(lists.flatMap(({ byId }) => [...byId]));
  const now = api.now();
  return (instrumentId) => {
    const instrument = known.get(instrumentId);
    return instrument ? symbolOf(instrument, now) : symbolOfDelisted(instrumentId);
  };
}

/** FMZ's symbol of an instrument: the nearest word of a dated contract. */
export function symbolOf(
  { row, type, base, quote: quoteCurrency, standard }: Instrument,
  now: number,
): string {
  const pair = `${base}_${quoteCurrency}`;
  if (type === 'SPOT') return pair;
  if (!standard) return `${pair}.${row.instId}`;
  if (type === 'SWAP') return `${pair}.swap`;
  return `${pair}.${contractCodesOf(Number(row.expTime), now)[0] ?? row.instId}`;
}

/** All symbols that mean an instrument: a dated contract has its own id, and often several words. */
export function symbolsOf(instrument: Instrument, now: number): string[] {
  const symbol = symbolOf(instrument, now);
  if (instrument.type !== 'FUTURES' || !instrument.standard) return [symbol];
  const [pair] = symbol.split('.');
  const codes = contractCodesOf(Number(instrument.row.expTime), now);
  return [...codes, instrument.row.instId].map((contract) => `${pair}.${contract}`);
}

/** Tells which instruments a range such as `USDT.swap` holds, by their ids. */
export async function createRangeFilter(
  api: InstrumentApi,
  range: FmzSymbolRange,
): Promise<(instrumentId: string) => boolean> {
  const { byId } = await listInstruments(api, typeOfRange(range));
  const held = [...byId.values()].filter(({ standard, quote: margin }) => standard && margin === range.quote);
  const ids = new Set(held.map(({ row }) => row.instId));
  return (instrumentId) => ids.has(instrumentId);
}

export function typeOfRange({ range }: FmzSymbolRange): InstrumentType {
  return range === 'swap' ? 'SWAP' : 'FUTURES';
}

async function readInstruments(api: InstrumentApi, type: InstrumentType): Promise<InstrumentList> {
  const reply = await api.get('/api/v5/public/instruments', { instType: type });
  const instruments = parseReply(instrumentsReply, reply).data.map((row) => toInstrument(row, type));
  return { byId: new Map(instruments.map((instrument) => [instrument.row.instId, instrument])), reply };
}

/** On contracts OKX leaves the currencies "" and names them in the underlying; the family tells variants apart. */
function toInstrument(row: InstrumentRow, type: InstrumentType): Instrument {
  if (type === 'SPOT') return { row, type, base: row.baseCcy, quote: row.quoteCcy, standard: true };
  const [base = '', quoteCurrency = ''] = row.uly.split('-');
  return {
    row,
    type,
    base,
    quote: quoteCurrency,
    standard: row.instFamily === row.uly && (row.ruleType === 'normal' || row.ruleType === ''),
  };
}

/** @throws ProtocolError when what stands behind the dot is no contract. */
function typeOf({ name, base, quote: quoteCurrency, contract }: FmzSymbol): InstrumentType {
  if (contract === undefined) return 'SPOT';
  if (contract === 'swap') return 'SWAP';
  if (!contract.includes('-')) return 'FUTURES';
  const type = typeOfId(contract);
  if (type !== 'SPOT') return type;
  throw new ProtocolError(`${quote(name)} names a spot instrument: write ${base}_${quoteCurrency}`);
}

function typeOfId(instrumentId: string): InstrumentType {
  if (instrumentId.endsWith('-SWAP')) return 'SWAP';
  return instrumentId.split('-').length === 2 ? 'SPOT' : 'FUTURES';
}

function search({ byId }: InstrumentList, symbol: FmzSymbol, now: number): Instrument | undefined {
  const { base, quote: quoteCurrency, contract } = symbol;
  const matches = (instrument: Instrument | undefined) =>
    instrument?.base.toUpperCase() === base && instrument.quote.toUpperCase() === quoteCurrency;
  const named = contract === undefined ? undefined : byId.get(contract);
  if (named) return matches(named) ? named : undefined;
  return [...byId.values()].find(
    (instrument) =>
      matches(instrument) &&
      instrument.standard &&
      (instrument.type !== 'FUTURES' ||
        contractCodesOf(Number(instrument.row.expTime), now).some((code) => code === contract)),
  );
}

/** A contract that has expired is on no list any more. */
function symbolOfDelisted(instrumentId: string): string {
  const [base = '', family = '', ...rest] = instrumentId.split('-');
  const pair = `${base}_${family.split('_')[0]}`;
  return rest.length === 0 ? pair : `${pair}.${instrumentId}`;
}
