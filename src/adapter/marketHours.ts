import * as v from 'valibot';
import type { Params } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { formatTime } from '../protocol/time.js';
import { say } from '../wording/say.js';
import type { Api, MarketHours } from './Api.js';
import type { FoundInstrument } from './Instrument.js';

/** What an exchange does with limit orders while their market is closed. */
export type WhileClosed = 'queues' | 'refuses';

/** Orders that are meant for the opening or the close of a market. */
const AUCTIONS = /^(opg|cls)$/i;
const AT_ONCE = /^(ioc|fok)$/i;

/**
 * Refuses an order that nothing good can come of while its market is closed: a market order, which would trade at whatever
 * price the market opens with, one that has to be filled at once, and any other where the exchange does not queue it.
 *
 * @throws ProtocolError that says when the market opens.
 * @throws TypeError where the adapter says neither that it is open nor that it is closed.
 */
export async function refuseWhileClosed(
  api: Pick<Api<unknown, unknown>, 'hours'>,
  instrument: FoundInstrument,
  { price, options: { timeInForce = '', extendedHours } }: Params<'trade'>,
  whileClosed: WhileClosed,
): Promise<void> {
  const queued = whileClosed === 'queues' && (price !== undefined || AUCTIONS.test(timeInForce));
  if ((queued || (extendedHours && price !== undefined)) && !AT_ONCE.test(timeInForce)) return;
  const { open, opens } = checkHours(await api.hours(instrument));
  if (open) return;
  const { name } = instrument;
  throw new ProtocolError(
    opens === undefined
      ? say('{name}: the market is closed; no order was sent', { name })
      : say('{name}: the market is closed, it opens at {time}; no order was sent', {
          name,
          time: formatTime(opens),
        }),
  );
}

const told = v.object({
  open: v.boolean(),
  opens: v.optional(v.pipe(v.number(), v.minValue(1_000_000_000_000), v.maxValue(9_999_999_999_999))),
});

/** What a venue sends as text, such as "false", must not count as open. */
function checkHours(hours: unknown): MarketHours {
  const { success, output } = v.safeParse(told, hours);
  if (success) return { open: output.open, ...(output.opens !== undefined && { opens: output.opens }) };
  throw new TypeError(
    say('hours must answer {open}, or {closed} with a Unix time in ms, or without one', {
      open: '{ open: true }',
      closed: '{ open: false, opens: ... }',
    }),
  );
}
