import { ExchangeError, restate } from '../../../adapter/ExchangeError.js';
import { type WriteOutcome, writeOnce } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import { compareDecimals } from '../../../protocol/decimal.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Asking } from '../method.js';
import { parseRow } from '../parse/fields.js';
import { marginRow } from '../parse/positions.js';
import { isHedged, readLeverage } from '../reads/modes.js';
import type { LeverageSetting, VenueFacts } from '../venues/defineVenue.js';
import { both } from '../venues/shared.js';
import { factsOf } from '../venues.js';

/**
 * Sets the leverage of a contract, of both sides where they have one each. A lost answer is looked for where ccxt can ask.
 *
 * @throws as {@link writeOnce} does.
 */
export async function setLeverage(
  asking: Asking,
  instrument: CcxtInstrument,
  subject: string,
  level: string,
): Promise<readonly Reply[]> {
  const { api } = asking;
  const { symbol } = instrument.row;
  const { value: settings } = await asking.ask((exchange) =>
    settingsOf(exchange.id, level, {
      isHedged: () => isHedged(api, exchange, instrument),
      marginMode: async () => parseRow(marginRow, await exchange.fetchPosition(symbol)).marginMode,
    }),
  );
  const replies: Reply[] = [];
  const tellOfFirst = (error: unknown): never => {
    if (replies.length === 0 || !(error instanceof ExchangeError)) throw error;
    throw restate(error, { message: (text) => `${text} (the other side is set)` });
  };
  for (const { side, params } of settings) {
    const told = await writeOnce<readonly Reply[]>(api, {
      subject,
      advice: replies.length > 0 ? 'one side is set, set it again' : 'set it again',
      expires: false,
      async send({ within }) {
        // ccxt compares it with whole numbers.
        const work = (exchange: CcxtExchange) => exchange.setLeverage(Number(level), symbol, params);
        return (await asking.ask(work, { writes: true, within }).catch(tellOfFirst)).replies;
      },
      async find(): Promise<WriteOutcome<readonly Reply[]>> {
        const found = await asking.ask((exchange) => readLeverage(exchange, symbol));
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
