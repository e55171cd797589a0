import type { CcxtApi } from '../CcxtApi.js';
import { isRefusal } from '../errors.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has } from '../instance/features.js';
import type { CcxtInstrument } from '../instruments.js';
import { parseRow } from '../parse/fields.js';
import { leverageRow, positionMode } from '../parse/positions.js';
import { runInContext } from '../runInContext.js';
import { factsOf } from '../venues.js';

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
