import * as v from 'valibot';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseFields, readGroup, rowOf } from '../../adapter/fixRows.js';
import type { Instrument, NamedInstrument } from '../../adapter/Instrument.js';
import { type InstrumentSource, readInstruments } from '../../adapter/instrumentSource.js';
import { createClientOrderId } from '../../adapter/orderIds.js';
import type { InstrumentKey } from '../../adapter/selection.js';
import type { Steps } from '../../adapter/steps.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { MINUTE } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { currencies } from './currencies.js';
import {
  listReply,
  listTags,
  SYMBOL_MEMBERS,
  type SymbolRow,
  symbolNaming,
  symbolRow,
  symbolTags,
} from './replies.js';

/** cTrader has one list, of what the account may trade. */
export type SymbolList = 'all';
const LIST: SymbolList = 'all';

/** Something that a broker of cTrader offers; its id is its name. */
export type CTraderInstrument = Instrument<SymbolRow, SymbolList>;

/** Where they come from: a broker numbers and names them as it likes, and shows accounts what they may trade. */
export const instrumentSource: InstrumentSource<SymbolRow, SymbolList> = {
  exchange: 'CTrader',
  lists: [LIST],
  listOf(symbol) {
    if ('range' in symbol && symbol.range === 'futures')
      throw new ProtocolError(
        say('CTrader has no dated contracts here: write {symbol}', { symbol: `${symbol.quote}.swap` }),
      );
    return LIST;
  },
  async read(api) {
    // All of them: there is no other type of request, and none that names a currency.
    const reply = await api.fix.ask({
      type: 'x',
      fields: [
        [320, createClientOrderId()],
        [559, '0'],
      ],
    });
    const { result } = parseFields(listReply, reply.message, listTags);
    if (result !== '0')
      throw new ExchangeError({ code: result, message: say('cTrader did not list its symbols') });
    const rows = readGroup(reply.message, 146, SYMBOL_MEMBERS).map((entry) => rowOf(entry, symbolTags));
    return { ...readInstruments(rows, { naming, row: symbolRow, id: 'name' }), replies: [reply] };
  },
  perAccount: true,
  fresh: 60 * MINUTE,
  notAgainFor: MINUTE,
  delistedName: (id) => {
    const { base, quote, symbol } = nameSymbol(id);
    return symbol ?? `${base}_${quote}.swap`;
  },
};

const naming = v.pipe(
  symbolNaming,
  v.transform(({ name }): NamedInstrument<SymbolList> => nameSymbol(name)),
);

/**
 * What FMZ's symbols say of one of cTrader's: six letters are a pair where both halves are currencies. Of all others FIX does
 * not tell what they are quoted in, so that they go by their own names.
 */
export function nameSymbol(name: string): NamedInstrument<SymbolList> {
  const shared = { list: LIST, id: name, kind: 'swap' as const, standard: true };
  const [, base = '', quote = ''] = /^([A-Z]{3})([A-Z]{3})$/.exec(name) ?? [];
  if (currencies.has(base) && currencies.has(quote)) return { ...shared, base, quote };
  // A symbol of FMZ's holds none of these.
  return { ...shared, base: name, quote: '', symbol: name.replace(/[\s,"]+/g, '-') };
}

/** Amounts are units of the base, with two decimals: the broker has steps of its own for each symbol, which FIX does not tell. */
export const LOT_SIZE = '0.01';

/** What `checkSteps` needs. */
export function stepsOf(instrument: Pick<CTraderInstrument, 'row'>): Steps {
  return { lotSize: LOT_SIZE, minimum: '', tickSize: tickSizeOf(instrument) };
}

/** @example tickSizeOf(eurusd) // '0.00001' */
export function tickSizeOf({ row }: Pick<CTraderInstrument, 'row'>): string {
  const digits = Number(row.digits);
  return digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`;
}

/** The instrument of a report. */
export function instrumentOf({ name: id }: { name: string }): InstrumentKey<SymbolList> {
  return { list: LIST, id };
}
