import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { ExchangeAnswer } from '../bridge/protocol.js';
import type { CallEvent, LogEvent, OrderEvent } from '../events.js';
import type { ExchangeSettings } from '../settings.js';
import { ask, withLook, writes } from './ask.js';
import { ExchangeState } from './ExchangeState.js';
import { failureLine, noteLine, orderLine } from './logLines.js';
import { lookAgain } from './lookAgain.js';
import { Markets } from './Markets.js';
import { Orders } from './Orders.js';
import { sightingsIn } from './orderSightings.js';
import type { Docker, OrderLine, Request } from './Plan.js';
import { plans } from './plans.js';
import { priceOf } from './priceOf.js';
import { UnavailableError } from './UnavailableError.js';

/** What a docker is made with. */
interface DockerOptions {
  /** Of `exchanges`. */
  index: number;
  /** What the log calls it. */
  exchange: string;
  settings: ExchangeSettings;
  keys: Credentials;
  client: PluginClient;
  /** How long requests may take until SetTimeout says something else, in ms. */
  timeout: number;
  onEvent(event: CallEvent | LogEvent | OrderEvent): void;
}

/** What FMZ's docker does for one exchange object, many calls at the same time. */
export interface PluginDocker {
  /**
   * Carries out a function of an exchange object. It never fails: what went wrong is in the answer.
   *
   * @param fn its name.
   */
  call(fn: string, args: readonly unknown[]): Promise<ExchangeAnswer>;
  /**
   * Tells what is known of the orders at the end: each that is not over is asked for once. A write that has no answer yet is
   * told as one that nobody knows the outcome of.
   *
   * @param signal ends the asking.
   */
  conclude(signal: AbortSignal): Promise<void>;
}

/**
 * Plays FMZ's docker in front of a plugin (guide, section 3): each request is posted once, with the keys, and what comes back
 * becomes FMZ's structure, or `null` and a text.
 */
export function createPluginDocker(options: DockerOptions): PluginDocker {
  const { settings, exchange, onEvent } = options;
  const { url } = settings;
  const state = new ExchangeState(settings, options.timeout);
  const orders = new Orders(options);
  /** Of each write that has no answer yet: tells that nobody knows what became of it. */
  const pending = new Set<() => void>();
  const noted = new Set<string>();
  const post = (request: Request, timeout = state.timeout) =>
    ask(request, { ...options, url, origin: state.origin, timeout: Math.min(timeout, state.timeout) });
  const markets = new Markets(async () => {
    const answer = await post({ method: 'markets', params: {}, read: (data) => data });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  });
  const docker: Docker = { state, keys: options.keys, market: (symbol) => markets.find(symbol) };
  const tell = (line: OrderLine) => onEvent(orderLine(line, exchange));

  async function send(fn: string, request: Request): Promise<ExchangeAnswer> {
    const start = performance.now();
    const tellCall = (facts: Pick<CallEvent, 'error' | 'price'>) => {
      const ms = performance.now() - start;
      onEvent({ kind: 'call', time: Date.now(), exchange, fn, ms, ...facts });
    };
    const write = request.order && orders.begin(request.order);
    const abandon = () => {
      const error = withLook(say('there was no answer before the run ended'));
      tellCall({ error });
      onEvent(failureLine(exchange, fn, error));
      write?.lost();
    };
    if (writes(request)) pending.add(abandon);
    const answer = await ask(request, {
      ...{ ...options, url, origin: state.origin, timeout: state.timeout },
      received: (text) => (state.lastText = text),
    });
    pending.delete(abandon);
    if (answer.error !== undefined) {
      tellCall({ error: answer.error });
      if (answer.lost) write?.lost();
      return { value: request.failure ?? null, error: answer.error };
    }
    const price = priceOf(request, answer.data);
    tellCall(price ? { price } : {});
    write?.done(answer.value);
    for (const sighting of sightingsIn(request, answer.data)) orders.see(sighting);
    if (request.log) tell(request.log);
    return { value: answer.value };
  }

  return {
    async call(fn, args) {
      const plan = plans.get(fn);
      if (!plan) return { value: null, error: say('an exchange has no such function') };
      try {
        const planned = await plan(args, docker);
        if ('method' in planned) return await send(fn, planned);
        if (planned.log) tell(planned.log);
        if (planned.note !== undefined && !noted.has(planned.note)) {
          noted.add(planned.note);
          onEvent(noteLine(exchange, planned.note));
        }
        return { value: planned.value };
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        onEvent({ kind: 'call', time: Date.now(), exchange, fn, error: error.message });
        const failed = { value: fn.startsWith('Cancel') ? false : null, error: error.message };
        return error instanceof UnavailableError ? { ...failed, once: true } : failed;
      }
    },
    async conclude(signal) {
      for (const abandon of pending) abandon();
      pending.clear();
      await lookAgain(orders, { post, signal });
    },
  };
}
