import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ask } from './ask.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import type { CcxtInstrument } from './instruments.js';
import { isHedged } from './isHedged.js';
import { readLeverage } from './readLeverage.js';
import { marginRow, parseRow } from './replies.js';

/** One request that sets a leverage. */
interface Setting {
  /** Whose leverage it is. */
  side: 'long' | 'short' | 'both';
  params: object;
}

const both = (params: object = {}): Setting[] => [{ side: 'both', params }];
const each = (toParams: (side: 'long' | 'short') => object): Setting[] =>
  (['long', 'short'] as const).map((side) => ({ side, params: toParams(side) }));

/** What has to be said beside the leverage; orders are placed in cross margin where an exchange asks. */
const SETTINGS: Readonly<Record<string, (hedged: boolean, level: string) => Setting[]>> = {
  bingx: (hedged) => (hedged ? each((side) => ({ side: side.toUpperCase() })) : both({ side: 'BOTH' })),
  lighter: () => both({ marginMode: 'cross' }),
  mexc: () => each((side) => ({ openType: 2, positionType: side === 'long' ? 1 : 2 })),
  phemex: (hedged, level) => both(hedged ? { longLeverageRr: level, shortLeverageRr: level } : {}),
  poloniex: (hedged) =>
    hedged
      ? each((side) => ({ marginMode: 'cross', hedged, posSide: side.toUpperCase() }))
      : both({ marginMode: 'cross' }),
  xt: () => each((side) => ({ positionSide: side.toUpperCase() })),
};

/** Where a leverage given alone means isolated margin: cross margin stays what it is. */
const KEEPS_MARGIN_MODE = new Set(['gate', 'gateeu']);

/**
 * Sets the leverage of a contract, of both sides where they have one each. A lost answer is looked for where ccxt can ask.
 *
 * @throws as {@link writeOnce} does.
 */
export async function setLeverage(
  api: CcxtApi,
  instrument: CcxtInstrument,
  subject: string,
  level: string,
): Promise<readonly Reply[]> {
  const reading = { method: 'setmarginlevel', keyed: true } as const;
  const { value: settings } = await ask(api, reading, (exchange) =>
    settingsOf(api, exchange, instrument, level),
  );
  const { symbol } = instrument.row;
  const replies: Reply[] = [];
  for (const { side, params } of settings) {
    const told = await writeOnce<readonly Reply[]>(api, {
      subject,
      advice: 'set it again',
      expires: false,
      async send({ within }) {
        // ccxt compares it with whole numbers.
        const work = (exchange: CcxtExchange) => exchange.setLeverage(Number(level), symbol, params);
        return (await ask(api, { ...reading, writes: true, within }, work)).replies;
      },
      async find(): Promise<Trace<readonly Reply[]>> {
        const found = await ask(api, reading, (exchange) => readLeverage(exchange, symbol));
        const levels = side === 'both' ? [found.value?.long, found.value?.short] : [found.value?.[side]];
        const known = levels.filter((known) => known !== undefined);
        const done = known.length > 0 && known.every((known) => compareDecimals(known, level) === 0);
        return done ? { state: 'done', value: found.replies } : { state: 'none' };
      },
    });
    replies.push(...told);
  }
  return replies;
}

async function settingsOf(
  api: CcxtApi,
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  level: string,
): Promise<Setting[]> {
  const { id } = exchange;
  if (KEEPS_MARGIN_MODE.has(id)) {
    const position = await exchange.fetchPosition(instrument.row.symbol);
    const { marginMode } = parseRow(marginRow, position);
    return both(marginMode === 'cross' ? { cross_leverage_limit: level } : {});
  }
  const toSettings = Object.hasOwn(SETTINGS, id) ? SETTINGS[id] : undefined;
  return toSettings ? toSettings(await isHedged(api, exchange, instrument), level) : both();
}
