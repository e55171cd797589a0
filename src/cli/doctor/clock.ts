import type { Exchange } from '../../adapter/Exchange.js';
import type { MovedAddresses } from '../../adapter/hosts.js';
import { ServerClock } from '../../http/ServerClock.js';
import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import type { Transport } from '../../runtime/outgoing.js';
import { runAdapter } from '../../runtime/runAdapter.js';
import { withDeadline } from '../../server/RequestState.js';
import { say } from '../../wording/say.js';
import { type Result, skipped } from './Finding.js';

/** Exchanges take requests that are so many ms old at most, by far the most of them more. */
const TAKEN = 5000;
/** What is more than a network explains, in ms. */
const NOTABLE = 1000;

/** How far this machine's clock is from that of an exchange. @param options.timeout in ms. */
export async function checkClock(
  exchange: Exchange,
  options: { http: Transport; moved: MovedAddresses; timeout: number },
): Promise<Result> {
  try {
    const clock = await readClock(exchange, options);
    if (!clock) return skipped(say('its adapter reads no clock of the exchange'));
    return describeOffset(Date.now() - clock.now(), clock.uncertainty ?? 0);
  } catch (error) {
    const reason = oneLine(messageOf(error), 200);
    const text = say("the exchange's time cannot be read: {reason}", { reason });
    return { status: 'fail', text, remedy: say('see its connection') };
  }
}

/** @param offset in ms, above 0 where this machine is ahead. @param uncertainty of that, in ms. */
function describeOffset(offset: number, uncertainty: number): Result {
  const off = Math.abs(offset);
  const amount = off < 10_000 ? `${Math.round(off)} ms` : `${Math.round(off / 1000)} s`;
  const values = { amount, took: Math.round(uncertainty * 2) };
  const text =
    offset < 0
      ? say('this machine is {amount} behind, a request takes {took} ms', values)
      : say('this machine is {amount} ahead, a request takes {took} ms', values);
  if (off - uncertainty <= NOTABLE) return { status: 'ok', text };
  return {
    status: off > TAKEN ? 'fail' : 'warn',
    text,
    remedy: say('set the clock: "timedatectl set-ntp true" on Linux, "w32tm /resync" on Windows'),
  };
}

/** The exchange's clock as its adapter reads it, in the place of a method; `undefined` where it needs none. */
function readClock(
  exchange: Exchange,
  { http, moved, timeout }: { http: Transport; moved: MovedAddresses; timeout: number },
): Promise<ServerClock | undefined> {
  return exchange.withDefinition(async (definition) => {
    const { clock } = definition;
    if (!clock) return undefined;
    const measured = new ServerClock();
    const adapter = runAdapter(
      {
        ...definition,
        publicData: true,
        methods: {
          async markets(_params, api) {
            await measured.measure(() => clock.read(api), Number.POSITIVE_INFINITY);
            return { data: {}, raw: undefined };
          },
        },
      },
      { http, moved },
    );
    const started = performance.now();
    const credentials = { access_key: '', secret_key: '' };
    try {
      await withDeadline(timeout, { started, entered: false }, undefined, (signal) =>
        adapter.call({
          ...{ method: 'markets', params: {}, credentials, deadline: started + timeout, signal },
          onUpstream: () => undefined,
        }),
      );
      return measured;
    } finally {
      await adapter.close();
    }
  });
}
