import type { CcxtApi } from '../CcxtApi.js';
import { travel } from '../call/travel.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { featuresOf } from '../instance/featuresOf.js';
import { has } from '../instance/has.js';
import type { CcxtInstrument } from '../instruments.js';
import { parseRow } from '../rows/parseRow.js';
import { positionMode } from '../rows/positionRow.js';

/**
 * Whether the account keeps long and short positions apart. Where ccxt cannot ask for it, `hedged=true` beside the keys
 * says so.
 */
export async function isHedged(
  api: CcxtApi,
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
): Promise<boolean> {
  const said = api.keys.settings.hedged;
  if (said !== undefined) return said.toLowerCase() === 'true';
  const { createOrder } = featuresOf(exchange, row);
  if (!createOrder?.hedged || !has(exchange.has, 'fetchPositionMode')) return false;
  const { modes } = await api.connect();
  const read = async () => {
    const { value } = await travel(api, { method: 'trade', keyed: true }, {}, () =>
      exchange.fetchPositionMode(row.symbol),
    );
    return parseRow(positionMode, value).hedged;
  };
  return modes.get(`${row.type} ${row.linear}`, read, api);
}
