import * as v from 'valibot';
import type { Instrument, NamedInstrument } from '../../adapter/Instrument.js';
import { type InstrumentSource, readInstruments } from '../../adapter/instrumentSource.js';
import { parseReply } from '../../adapter/rows.js';
import type { InstrumentKey } from '../../adapter/selection.js';
import type { Steps } from '../../adapter/steps.js';
import { textField } from '../../protocol/fields.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { MINUTE } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { type AssetRow, assetRow, assetsReply } from './replies.js';

/** What Alpaca trades: an ETF and a coin may have the same name. */
export const classes = ['stock', 'crypto'] as const;
export type AssetClass = (typeof classes)[number];

/** A stock or a pair of coins as Alpaca lists it. */
export type AlpacaInstrument = Instrument<AssetRow, AssetClass>;

const WORDS = { stock: 'us_equity', crypto: 'crypto' } as const;
/** By Alpaca's word for a class. */
const CLASSES = { us_equity: 'stock', crypto: 'crypto' } as const;

/** Where Alpaca's assets come from: lists of thousands, without pages. @see https://docs.alpaca.markets/reference/get-v2-assets-1 */
export const instrumentSource: InstrumentSource<AssetRow, AssetClass> = {
  exchange: 'Alpaca',
  lists: classes,
  listOf(symbol) {
    if ('range' in symbol)
      throw new ProtocolError(say('Alpaca has no contracts here, and so no ranges of them'));
    return classes;
  },
  async read(api, list) {
    const query = { status: 'active', asset_class: WORDS[list] };
    const reply = await api.signedGet('/v2/assets', query);
    const how = { naming: namingOf(list), row: assetRow, id: 'symbol' };
    return { ...readInstruments(parseReply(assetsReply, reply), how), replies: [reply] };
  },
  fresh: 60 * MINUTE,
  notAgainFor: MINUTE,
  delistedName: (id, list) => (list === 'stock' ? `${id}_USD` : id.replace('/', '_')),
};

function namingOf(list: AssetClass) {
  return v.pipe(
    v.object({ symbol: textField }),
    v.transform(({ symbol: id }): NamedInstrument<AssetClass> => {
      const [base = '', quote = 'USD'] = list === 'stock' ? [id] : id.split('/');
      return { list, id, kind: 'spot', base, quote, class: list, standard: true };
    }),
  );
}

/** The instrument of an order or a position, by Alpaca's own name: positions leave out the slash of coins, and are in dollars. */
export function instrumentOf({
  asset_class: kind,
  symbol,
}: {
  asset_class: 'us_equity' | 'crypto';
  symbol: string;
}): InstrumentKey<AssetClass> {
  const list = CLASSES[kind];
  const slashless = list === 'crypto' && !symbol.includes('/');
  return { list, id: slashless ? symbol.replace(/USD$/, '/USD') : symbol };
}

/** The smallest part of a share. */
const FRACTION = '0.000000001';
/** No list tells the steps of stocks. @see https://docs.alpaca.markets/docs/orders-at-alpaca */
const TICKS = [
  { from: '0', step: '0.0001' },
  { from: '1', step: '0.01' },
];

/** What `checkSteps` needs. */
export function stepsOf({ list, row }: Pick<AlpacaInstrument, 'list' | 'row'>): Steps {
  if (list === 'stock') {
    const lotSize = row.fractionable ? FRACTION : '1';
    return { lotSize, minimum: '', tickSize: TICKS };
  }
  return { lotSize: row.min_trade_increment, minimum: row.min_order_size, tickSize: row.price_increment };
}

/** What an order has to be worth: no list tells it. Coins sold, or bought for another currency than dollars, may be worth less. */
export function leastWorthOf({ list, quote }: Pick<AlpacaInstrument, 'list' | 'quote'>): number | undefined {
  if (list === 'stock') return 1;
  return quote === 'USD' ? 10 : undefined;
}
