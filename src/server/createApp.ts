import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { Cancellation, type CancelSignal } from '../http/Cancellation.js';
import { interruptible } from '../http/deadline.js';
import { TurnBatch } from '../http/TurnBatch.js';
import { decodePercents } from '../protocol/decodePercents.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { loadAll } from '../runtime/DeferredExchange.js';
import { describeExchanges } from '../runtime/describeExchanges.js';
import type { Registry } from '../runtime/registry.js';
import { say } from '../wording/say.js';
import { connectionOf, turnAway } from './Connection.js';
import { createDispatcher } from './createDispatcher.js';
import { exchangeHealthOf, healthOf } from './health.js';
import type { Log } from './Log.js';
import { loadMetrics } from './metrics/loadMetrics.js';
import { Tally } from './metrics/Tally.js';
import { readBody } from './readBody.js';
import type { TrafficState } from './TrafficState.js';
import type { Troubles } from './Troubles.js';

/** The largest body that is taken, in bytes. The largest that a docker sends is some hundred. */
const MAX_BODY_BYTES = 1024 * 1024;

/** What the app is made of. */
export interface AppOptions {
  registry: Registry;
  log: Log;
  version: string;
  /** The deadline of every answer, in ms. */
  timeout: number;
  /** The exchange of the empty path. */
  defaultExchange: string;
  /** Nothing is sent that may change something at an exchange. @default false */
  readOnly?: boolean;
  /** What the server has at work, where that is known. */
  traffic?: (() => TrafficState) | undefined;
  /** How many lines of the log were dropped, where that is known. */
  droppedLines?: (() => number) | undefined;
  /** What is wrong besides exchanges for the time being, where that is known. */
  troubles?: Troubles | undefined;
}

/** An app over node:http. */
export type App = Hono<{ Bindings: HttpBindings }>;

type Incoming = HttpBindings['incoming'];
type Outgoing = HttpBindings['outgoing'];

/** An answer that is there, and where it goes. */
interface Written {
  outgoing: Outgoing;
  text: string;
}

/** The plugin's HTTP face: every POST is FMZ's and is answered 200 with one JSON object. */
export function createApp(options: AppOptions): App {
  const { registry, log } = options;
  const started = performance.now();
  const tally = new Tally();
  const metrics = loadMetrics({ ...options, tally });
  const dispatch = createDispatcher({
    ...options,
    onKeys: log.hide,
    onWarning: (text) => log.message('warn', text),
    onAnswer(entry) {
      tally.record(entry);
      log.request(entry);
    },
    onTime: (what, ms, { exchange, method }) => tally.of(exchange, method)[what].add(ms),
  });
  const turn = new TurnBatch<Written>(({ outgoing, text }) => {
    outgoing.writeHead(200, { ...JSON_TYPE, 'content-length': Buffer.byteLength(text) }).end(text);
  });
  const app: App = new Hono({ strict: false });

  app.get('/healthz', async (context) => {
    // What an exchange supports is known by its code alone.
    const loaded = await loadAll(registry.exchanges, options.timeout);
    const failed = [...registry.failed, ...loaded.failed];
    const { status, reasons, health } = healthOf(registry, failed, options.troubles?.reasons);
    return context.json({
      status,
      reasons,
      version: options.version,
      uptime_seconds: Math.floor((performance.now() - started) / 1000),
      default: nameOf(options.defaultExchange, registry),
      exchanges: describeExchanges(loaded.exchanges),
      failed,
      health,
      streams: registry.streams,
      fix: registry.lines,
      library: registry.library,
    });
  });
  app.get('/healthz/*', (context) => {
    const { status, body } = exchangeHealthOf(
      registry,
      exchangeOf(context.req.path.slice('/healthz'.length)),
    );
    return context.json(body, status);
  });
  app.get('/metrics', async (context) => {
    const page = await metrics();
    return context.text(await page.text(), 200, { 'content-type': page.contentType });
  });
  // One handler for all: Hono calls a single one that matches without composing it with others.
  app.all('*', async (context) => {
    const { incoming, outgoing } = context.env;
    if (context.req.method !== 'POST')
      return json(JSON.stringify({ error: await refusal(context, options) }));
    const connection = connectionOf(incoming);
    const text = await dispatch({
      exchange: exchangeOf(context.req.path),
      verb: verbOf(incoming),
      readBody: (signal) => readBody(incoming, MAX_BODY_BYTES, signal),
      gone: goneOf(outgoing),
      full: connection?.full,
      onRefused: () => connection && turnAway(connection),
      onWorked() {
        if (connection) connection.trusted = true;
      },
    });
    // A standard Response takes longer than the rest of a request.
    turn.add({ outgoing, text });
    return RESPONSE_ALREADY_SENT;
  });
  app.onError((error) => {
    log.message('error', say('internal error: {text}', { text: error.message }));
    return json(JSON.stringify({ error: say('internal error: see the log of fmzproto') }));
  });
  return app;
}

/** Aborted when nobody takes the answer any more. */
function goneOf(outgoing: Outgoing): CancelSignal {
  const gone = new Cancellation();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(() => new DOMException('the client has gone', 'AbortError'));
  });
  return gone;
}

/** As the exchange spells it now. */
function nameOf(wanted: string, { exchanges }: Registry): string {
  return exchanges.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.name ?? wanted;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function json(text: string): Response {
  return new Response(text, { headers: JSON_TYPE });
}

/** Of a header that came more than once, the first one. */
function verbOf({ headers }: Incoming): string | undefined {
  return [headers['http-method']].flat()[0];
}

async function refusal(context: Context, { registry, timeout }: AppOptions): Promise<string> {
  const name = exchangeOf(context.req.path);
  const method = context.req.method;
  try {
    const subject = name === '' ? 'fmzproto' : await nameWithin(timeout, name, registry);
    return say(
      "{subject}: {method} is not supported, FMZ's docker sends POST; GET /healthz shows the state",
      { subject, method },
    );
  } catch (error) {
    return error instanceof ProtocolError
      ? error.message
      : say('{method} {name} is not supported', { method, name: quote(name) });
  }
}

/** The name as the exchange spells it; as it was asked for where its code does not load in time. */
function nameWithin(timeout: number, name: string, registry: Registry): Promise<string> {
  return interruptible(
    async () => (await registry.find(name)).exchange.name,
    ({ resolve }) => {
      const timer = setTimeout(() => resolve(name), timeout);
      return () => clearTimeout(timer);
    },
  );
}

/** The path without its slashes. */
function exchangeOf(path: string): string {
  return /^\/[\w-]*$/.test(path) ? path.slice(1) : trimSlashes(decodePercents(path));
}

function trimSlashes(path: string): string {
  return path
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .join('/');
}
