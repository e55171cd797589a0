import type { Answer } from '../adapter/Api.js';
import type { CancelSignal } from '../http/Cancellation.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Credentials } from '../protocol/envelope.js';
import { isWrite } from '../protocol/isWrite.js';
import { encodeJson } from '../protocol/json.js';
import { methods } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import type { OpenExchange } from '../runtime/OpenExchange.js';
import type { Registry } from '../runtime/registry.js';
import { say } from '../wording/say.js';
import { Arrivals } from './guards/Arrivals.js';
import { ARRIVING, KEPT, LIMITS } from './guards/limits.js';
import { NoRoom, Places } from './guards/Places.js';
import type { RequestEntry } from './Log.js';
import type { HeldKeys } from './RecentKeys.js';
import { RequestState, withDeadline } from './RequestState.js';
import { keysIn, loggedSymbol, readEnvelope, resolveCall } from './readRequest.js';

/** A request as it arrived. */
export interface Incoming {
  /** The path without its slashes; empty for the default exchange. */
  exchange: string;
  /** The Http-Method header: the verb of `exchange.IO`. */
  verb: string | undefined;
  /** Reads the body; rejects with ProtocolError where it is too large. */
  readBody(signal: CancelSignal): Promise<string>;
  /** Aborted when nobody waits for the answer any more, where that can be known. */
  gone?: CancelSignal;
  /** Why there is no room for it, unless it must not be refused for what others ask. */
  full?: string | undefined;
  /** Told where it was refused as there is no room at the whole server. */
  onRefused?(): void;
  /** Told that the exchange has answered what it answers to nobody else. */
  onWorked?(): void;
}

/** Answers one request with the text of one JSON object, whatever happens. */
export type Dispatcher = (incoming: Incoming) => Promise<string>;

/**
 * The way of a request through the plugin.
 *
 * @param options.timeout the deadline of every answer, in ms.
 * @param options.defaultExchange for the empty path.
 */
export function createDispatcher(options: {
  registry: Registry;
  timeout: number;
  defaultExchange: string;
  /** Nothing is sent that may change something at an exchange. */
  readOnly?: boolean;
  /** How many requests are at work at once, of all exchanges. */
  requests?: number;
  /** Told of the keys of a request before anything is done with them. */
  onKeys(keys: Credentials): HeldKeys | undefined;
  onAnswer(entry: RequestEntry): void;
  /** Told how many ms a request to an exchange took, or has waited for rate limits before. */
  onTime?(what: 'upstream' | 'limitWait', ms: number, of: Readonly<RequestState>): void;
  /** Told what the log should show though it fails no call, without the keys of the request. */
  onWarning(text: string): void;
}): Dispatcher {
  /** Of answers from memory, which are the same object until the exchange pushes something new. */
  const encoded = new WeakMap<Answer<unknown>, string>();
  const places = new Places(options.requests ?? LIMITS.requests, KEPT);
  const arrivals = new Arrivals(ARRIVING);
  return async (incoming) => {
    const state = new RequestState();
    let text: string;
    try {
      const answered = await withDeadline(options.timeout, state, incoming.gone, (signal) =>
        answer(incoming, state, signal),
      );
      text = encoded.get(answered) ?? encodeAnswer(answered);
      if (state.memoryAge !== undefined) encoded.set(answered, text);
      state.ok = true;
    } catch (error) {
      if (error instanceof NoRoom) incoming.onRefused?.();
      state.fail(error);
      text = JSON.stringify({ error: state.error });
    }
    options.onAnswer(state.close());
    state.held?.release();
    state.leave?.();
    return text;
  };

  function takeKeys(keys: Credentials, state: RequestState): void {
    state.keys = keys;
    state.held = options.onKeys(keys);
  }

  function nameOf({ exchange }: Incoming): string {
    return exchange === '' || exchange.toLowerCase() === 'exchange' ? options.defaultExchange : exchange;
  }

  async function answer(
    incoming: Incoming,
    state: RequestState,
    signal: CancelSignal,
  ): Promise<Answer<unknown>> {
    const body = await arrivals.take(() => incoming.readBody(signal));
    let open: OpenExchange;
    try {
      const found = options.registry.find(nameOf(incoming));
      open = found instanceof Promise ? await unlessFull(found, incoming) : found;
    } catch (error) {
      // What stands in the place of its name may be a key that was pasted in the wrong box.
      const keys = keysIn(body);
      if (keys) takeKeys(keys, state);
      throw error;
    }
    // It may have taken too long to load.
    if (signal.aborted)
      throw new NetworkError(
        say('{host} was not asked: {reason}', { host: open.exchange.name, reason: say('the time was up') }),
        { outcome: 'rejected' },
      );
    state.exchange = open.exchange.name;
    const envelope = readEnvelope(body);
    takeKeys(envelope, state);
    state.method = 'unknown';
    state.symbol = loggedSymbol(envelope.params);
    const { name, params, verb, path } = resolveCall(envelope, incoming.verb, body);
    state.method = methods[name].fmz;
    state.path = path;
    state.writing = isWrite(name, verb);
    state.silent = !open.announcesChanges;
    const refuseWrites = () => {
      if (options.readOnly)
        throw new ProtocolError(
          say('{exchange} {method}: this plugin is read-only: start serve without --read-only', {
            exchange: state.exchange,
            method: state.method,
          }),
        );
    };
    const writes = isWrite(name, verb, path);
    if (writes) refuseWrites();
    state.leave = places.take({
      ...{ exchange: state.exchange, full: incoming.full },
      known: () => (writes ? open.knownAccount(envelope) : undefined),
    });
    state.entered = true;
    const answered = await open.call({
      method: name,
      params,
      credentials: { access_key: envelope.access_key, secret_key: envelope.secret_key },
      deadline: state.started + options.timeout,
      signal,
      onUpstream: ({ verb, signature, writes }) => {
        // Some exchanges are asked by POST, too: who sends it knows.
        const changes = writes ?? verb !== 'GET';
        if (changes) refuseWrites();
        state.upstream += 1;
        state.wrote ||= changes;
        state.writing ||= writes === true;
        state.hide(signature);
      },
      onReply: (ms) => options.onTime?.('upstream', ms, state),
      onTurn: (ms) => options.onTime?.('limitWait', ms, state),
      onMemory: (age) => {
        state.memoryAge = Math.max(state.memoryAge ?? 0, age);
      },
      onChange: () => {
        refuseWrites();
        state.changed = true;
      },
      onWarning: (text) => options.onWarning(state.redact(text)),
      onSecrets: (values) => {
        state.hide(values);
        state.held?.add(values);
      },
      onShared: (secrets) => state.hide(secrets),
      onPlain: (values) => state.reveal(values),
    });
    if (methods[name].keys === 'required') incoming.onWorked?.();
    return answered;
  }
}

/** No keys have worked yet at an exchange that has to be loaded first. @throws NoRoom where the server is full. */
function unlessFull<T>(loading: Promise<T>, { full }: Incoming): Promise<T> {
  if (full === undefined) return loading;
  loading.catch(() => undefined);
  throw new NoRoom(full);
}

function encodeAnswer({ data, raw }: Answer<unknown>): string {
  return raw === undefined
    ? `{"data":${encodeJson(data)}}`
    : `{"data":${encodeJson(data)},"raw":${encodeJson(raw)}}`;
}
