import { askPlugin, explainSilence, NoEnvelopeError, readEnvelope } from '../../http/askPlugin.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { parseJson } from '../../protocol/json.js';
import { oneLine } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { ExchangeAnswer } from '../bridge/protocol.js';
import type { CallEvent, LogEvent, OrderEvent } from '../events.js';
import { logText } from '../logText.js';
import type { ExchangeSettings } from '../settings.js';
import { ExchangeState } from './ExchangeState.js';
import { Markets } from './Markets.js';
import { Orders } from './Orders.js';
import type { Docker, OrderLine, Request } from './Plan.js';
import { plans } from './plans.js';
import { priceOf } from './priceOf.js';
import { UnavailableError } from './UnavailableError.js';

/** What a docker is made with. */
interface DockerOptions {
  /** Of `exchanges`. */
  index: number;
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
}

/**
 * Plays FMZ's docker in front of a plugin (guide, section 3): each request is posted once, with the keys, and what comes back
 * becomes FMZ's structure, or `null` and a text.
 */
export function createPluginDocker(options: DockerOptions): PluginDocker {
  const state = new ExchangeState(options.settings, options.timeout);
  const markets = new Markets(async () => {
    const answer = await ask({ method: 'markets', params: {}, read: (data) => data }, state, options);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  });
  const orders = new Orders({ exchange: options.settings.name, ...options });
  const noted = new Set<string>();
  const docker: Docker = { state, keys: options.keys, market: (symbol) => markets.find(symbol) };
  return {
    async call(fn, args) {
      const plan = plans.get(fn);
      if (!plan) return { value: null, error: 'an exchange has no such function' };
      try {
        const planned = await plan(args, docker);
        if ('method' in planned) return await send(fn, planned, { ...options, state, orders });
        if (planned.log) tellOrder(planned.log, options);
        if (planned.note !== undefined && !noted.has(planned.note)) {
          noted.add(planned.note);
          tellNote(planned.note, options);
        }
        return { value: planned.value };
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        const failed = { value: fn.startsWith('Cancel') ? false : null, error: error.message };
        return error instanceof UnavailableError ? { ...failed, once: true } : failed;
      }
    },
  };
}

async function send(
  fn: string,
  request: Request,
  { state, orders, ...options }: DockerOptions & { state: ExchangeState; orders: Orders },
): Promise<ExchangeAnswer> {
  const start = performance.now();
  const write = request.order && orders.begin(request.order);
  const answer = await ask(request, state, options);
  const { value, error, price, lost } = answer;
  options.onEvent({
    kind: 'call',
    time: Date.now(),
    exchange: options.settings.name,
    fn,
    ms: performance.now() - start,
    ...(error !== undefined && { error }),
    ...(price && { price }),
  });
  if (error !== undefined) {
    if (lost) write?.lost();
    return { value: request.failure ?? null, error };
  }
  write?.done(value);
  if (request.log) tellOrder(request.log, options);
  return { value };
}

/** What came of a request: a value, or an error, which may leave open what became of a write. */
interface Outcome {
  value?: unknown;
  price?: CallEvent['price'];
  error?: string;
  lost?: boolean;
}

async function ask(
  request: Request,
  state: ExchangeState,
  { settings, keys, client }: DockerOptions,
): Promise<Outcome> {
  const { origin, timeout } = state;
  const call = { ...request, method: request.wire ?? request.method };
  try {
    const reply = await askPlugin(client, call, { url: settings.url, keys, timeout });
    state.lastText = reply.text;
    const envelope = readEnvelope(origin, reply, parseJson);
    if (envelope.failed) {
      const error = textOf(envelope.error);
      return { error, lost: UNKNOWN.test(error) };
    }
    const price = priceOf(request, envelope.data);
    return { value: request.read(envelope.data, envelope.raw), ...(price && { price }) };
  } catch (error) {
    if (error instanceof NetworkError) {
      const text = explainSilence(error, { origin, timeout, start: 'fmzproto serve' });
      return error.outcome === 'unknown' ? lose(text, request) : { error: text };
    }
    if (error instanceof ProtocolError || error instanceof NoEnvelopeError)
      return lose(error.message, request);
    throw error;
  }
}

function lose(error: string, request: Request): Outcome {
  return writes(request) ? { error: `${error}; ${LOOK}`, lost: true } : { error };
}

/** What this project's plugins say of a write whose answer was lost. */
const UNKNOWN = /\boutcome unknown\b/;

const LOOK = 'it may have been carried out, look at the orders before it is sent again';

function writes({ method, verb, wire }: Request): boolean {
  return isWrite(method, verb, wire?.replace(/^__api_/, ''));
}

function textOf(error: unknown): string {
  return oneLine(typeof error === 'string' ? error : (JSON.stringify(error) ?? ''), 2000);
}

function tellNote(text: string, { settings, onEvent }: DockerOptions): void {
  onEvent({ kind: 'log', time: Date.now(), level: 'log', exchange: settings.name, text });
}

function tellOrder({ level, text, words }: OrderLine, { settings, onEvent }: DockerOptions): void {
  const told = logText([text, ...words]);
  onEvent({ kind: 'log', time: Date.now(), level, exchange: settings.name, ...told });
}
