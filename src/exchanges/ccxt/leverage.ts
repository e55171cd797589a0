import * as v from 'valibot';
import { ExchangeError, restate } from '../../adapter/ExchangeError.js';
import { type WriteOutcome, writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { looseDecimal, looseText } from '../../protocol/fields.js';
import { say } from '../../wording/say.js';
import { parseRow } from './calls/answers.js';
import { isRefusal } from './calls/errors.js';
import type { MethodCall } from './calls/MethodCall.js';
import { runInContext } from './calls/runInContext.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { has } from './instance/features.js';
import type { CcxtInstrument } from './instruments.js';
import type { CcxtApi } from './state.js';
import type { LeverageSetting, VenueFacts } from './venues/defineVenue.js';
import { both } from './venues/shared.js';
import { factsOf } from './venues.js';

/**
 * Sets the leverage of a contract, of both sides where they have one each. A lost answer is looked for where ccxt can ask.
 *
 * @throws as {@link writeOnce} does.
 */
export async function setLeverage(
  call: MethodCall,
  instrument: CcxtInstrument,
  subject: string,
  level: string,
): Promise<readonly Reply[]> {
  const { api } = call;
  const { symbol } = instrument.row;
  const { value: settings } = await call.run((exchange) =>
    settingsOf(exchange.id, level, {
      isHedged: () => isHedged(api, exchange, instrument),
      marginMode: async () => parseRow(marginRow, await exchange.fetchPosition(symbol)).marginMode,
    }),
  );
  const replies: Reply[] = [];
  const tellOfFirst = (error: unknown): never => {
    if (replies.length === 0 || !(error instanceof ExchangeError)) throw error;
    throw restate(error, { message: (text) => say('{text} (the other side is set)', { text }) });
  };
  for (const { side, params } of settings) {
    const told = await writeOnce<readonly Reply[]>(api, {
      subject,
      advice: replies.length > 0 ? say('one side is set, set it again') : say('set it again'),
      expires: false,
      async send({ within }) {
        // ccxt compares it with whole numbers.
        const work = (exchange: CcxtExchange) => exchange.setLeverage(Number(level), symbol, params);
        return (await call.run(work, { writes: true, within }).catch(tellOfFirst)).replies;
      },
      async find(): Promise<WriteOutcome<readonly Reply[]>> {
        const found = await call.run((exchange) => readLeverage(exchange, symbol));
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

/** The requests that set a leverage on an exchange: one for both sides, or one each. */
async function settingsOf(
  id: string,
  level: string,
  account: Parameters<NonNullable<VenueFacts['leverage']>>[1],
): Promise<LeverageSetting[]> {
  return (await factsOf(id).leverage?.(level, account)) ?? both();
}

/**
 * Whether the account keeps long and short positions apart: as `hedged=` beside the keys says, or else as the exchange
 * says. It is not asked where every order names its position in either mode.
 */
export async function isHedged(
  api: CcxtApi,
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
): Promise<boolean> {
  const said = api.keys.settings.hedged;
  if (said !== undefined) return said.toLowerCase() === 'true';
  const askMode = factsOf(exchange.id).positionMode;
  if (factsOf(exchange.id).hedging === 'always' || !(askMode || has(exchange.has, 'fetchPositionMode')))
    return false;
  const { modes } = await api.connect();
  const read = async () => {
    const { value } = await runInContext(api, { method: 'trade', keyed: true }, {}, async () => {
      if (!askMode) return parseRow(positionMode, await exchange.fetchPositionMode(row.symbol)).hedged;
      // An account that cannot be asked gets orders without a position, which the exchange refuses in hedge mode.
      return askMode(exchange, row).catch((error: unknown) => {
        if (isRefusal(error)) return false;
        throw error;
      });
    });
    return value;
  };
  return modes.get(`${row.type} ${row.linear}`, read, api);
}

/** The leverage of a contract, of both sides, as decimal strings; `undefined` where ccxt cannot ask for it. */
export async function readLeverage(
  exchange: CcxtExchange,
  symbol: string,
): Promise<{ long: string | undefined; short: string | undefined } | undefined> {
  if (!has(exchange.has, 'fetchLeverage')) return undefined;
  const { longLeverage, shortLeverage } = parseRow(leverageRow, await exchange.fetchLeverage(symbol));
  return { long: longLeverage, short: shortLeverage };
}

const positionMode = v.object({ hedged: v.boolean() });

/** What fetchLeverage answers. */
const leverageRow = v.object({ longLeverage: looseDecimal, shortLeverage: looseDecimal });

/** What is read of a position for its margin mode. */
const marginRow = v.object({ marginMode: looseText });
