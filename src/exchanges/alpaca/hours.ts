import type { MarketHours } from '../../adapter/Api.js';
import type { NamedInstrument } from '../../adapter/Instrument.js';
import { parseReply } from '../../adapter/rows.js';
import { clockReply } from './replies.js';
import type { AlpacaApi } from './state.js';

/**
 * Whether something is traded in the regular hours now. It is asked each time: what was true a moment ago would let a market
 * order slip into the next session.
 *
 * @see https://docs.alpaca.markets/reference/getclock-1
 */
export async function hours({ list }: NamedInstrument, api: AlpacaApi): Promise<MarketHours> {
  if (list === 'crypto') return { open: true };
  const { is_open: open, next_open } = parseReply(clockReply, await api.signedGet('/v2/clock'));
  return open ? { open } : { open, opens: next_open };
}
