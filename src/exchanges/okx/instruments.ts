import * as v from 'valibot';
import type { Instrument, NamedInstrument } from '../../adapter/Instrument.js';
import { type InstrumentSource, readInstruments } from '../../adapter/instrumentSource.js';
import { parseReply } from '../../adapter/rows.js';
import type { InstrumentKey } from '../../adapter/selection.js';
import type { Steps } from '../../adapter/steps.js';
import { optionalTextField, textField, timeField } from '../../protocol/fields.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import { say } from '../../wording/say.js';
import { type InstrumentRow, instrumentRow, publicReply } from './replies.js';

/** OKX's instrument types, as far as FMZ has symbols for them. */
export const instrumentTypes = ['SPOT', 'SWAP', 'FUTURES'] as const;
export type InstrumentType = (typeof instrumentTypes)[number];

/** An instrument as OKX lists it. */
export type OkxInstrument = Instrument<InstrumentRow, InstrumentType>;

/** Where OKX's instruments come from. @see https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments */
export const instrumentSource: InstrumentSource<InstrumentRow, InstrumentType> = {
  exchange: 'OKX',
  lists: instrumentTypes,
  listOf(symbol) {
    if (!('range' in symbol)) return typeOf(symbol);
    return symbol.range === 'swap' ? 'SWAP' : 'FUTURES';
  },
  async read(api, list) {
    const reply = await api.get('/api/v5/public/instruments', { instType: list });
    const how = { naming: namings[list], row: instrumentRow, id: 'instId' };
    return { ...readInstruments(parseReply(publicReply, reply).data, how), replies: [reply] };
  },
  delistedName,
  delistedKind: (id) => KINDS[typeOfId(id)],
};

/** What {@link checkSteps} needs. */
export function stepsOf({ row }: OkxInstrument): Steps {
  return { lotSize: row.lotSz, minimum: row.minSz, tickSize: row.tickSz };
}

/** The instrument of a row, whose id tells its type. */
export function instrumentOf({ instId }: { instId: string }): InstrumentKey<InstrumentType> {
  return { list: typeOfId(instId), id: instId };
}

export function typeOfId(instrumentId: string): InstrumentType {
  if (instrumentId.endsWith('-SWAP')) return 'SWAP';
  return instrumentId.split('-').length === 2 ? 'SPOT' : 'FUTURES';
}

const KINDS = { SPOT: 'spot', SWAP: 'swap', FUTURES: 'futures' } as const;

const pair = v.pipe(
  v.object({ instId: textField, baseCcy: textField, quoteCcy: textField }),
  v.transform(
    ({ instId, baseCcy, quoteCcy }): NamedInstrument<InstrumentType> => ({
      list: 'SPOT',
      id: instId,
      kind: 'spot',
      base: baseCcy,
      quote: quoteCcy,
      standard: true,
    }),
  ),
);

/**
 * On contracts OKX leaves the currencies "" and names them in the underlying; the family tells variants apart, such as
 * `BTC-USD_UM-SWAP` beside `BTC-USD-SWAP`, and the rule type X-Perps. All other rule types, such as that of contracts
 * before their coin is listed, are contracts of their pair like others.
 */
const contract = v.object({
  instId: v.pipe(
    textField,
    v.regex(/^[^-]+-[^-]+-/, () => say('does not begin with a pair')),
  ),
  uly: optionalTextField,
  instFamily: optionalTextField,
  ruleType: optionalTextField,
});

function toNamed(
  { instId, uly, instFamily, ruleType }: v.InferOutput<typeof contract>,
  list: 'SWAP' | 'FUTURES',
): NamedInstrument<InstrumentType> {
  const underlying = uly || instFamily || instId;
  const [base = '', quoteCurrency = ''] = (underlying.split('_')[0] ?? '').split('-');
  const variant = underlying.includes('_') || (instFamily !== '' && instFamily !== underlying);
  const standard = !variant && ruleType !== 'xperp';
  return { list, id: instId, kind: KINDS[list], base, quote: quoteCurrency, standard };
}

const namings = {
  SPOT: pair,
  SWAP: v.pipe(
    contract,
    v.transform((row) => toNamed(row, 'SWAP')),
  ),
  FUTURES: v.pipe(
    v.object({ ...contract.entries, expTime: timeField }),
    v.transform((row) => ({ ...toNamed(row, 'FUTURES'), expiry: Number(row.expTime) })),
  ),
};

/** @throws ProtocolError when what follows the dot is not a contract. */
function typeOf(symbol: FmzSymbol): InstrumentType {
  const { contract } = symbol;
  if (contract === undefined) return 'SPOT';
  if (contract === 'swap') return 'SWAP';
  if (!contract.includes('-')) return 'FUTURES';
  const type = typeOfId(contract);
  if (type !== 'SPOT') return type;
  const { name, base, quote: quoteCurrency } = symbol;
  throw new ProtocolError(
    say('{name} names a spot instrument: write {pair}', {
      name: quote(name),
      pair: `${base}_${quoteCurrency}`,
    }),
  );
}

/** A contract that has expired is on no list any more. */
function delistedName(instrumentId: string): string {
  const [base = '', family = '', ...rest] = instrumentId.split('-');
  const pair = `${base}_${family.split('_')[0]}`;
  return rest.length === 0 ? pair : `${pair}.${instrumentId}`;
}
