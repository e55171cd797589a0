import type { Answer } from '../adapter/Api.js';
import type { ExchangeDefinition, Methods } from '../adapter/Exchange.js';
import { ExchangeError, Unsupported } from '../adapter/ExchangeError.js';
import { ExchangeLimits } from '../adapter/ExchangeLimits.js';
import { tellsEverybody } from '../adapter/fixLines.js';
import { declaredAddresses, type MovedAddresses } from '../adapter/hosts.js';
import { MalformedGroup } from '../fix/FixMessage.js';
import type { FixTransport } from '../fix/FixTransport.js';
import { Cooldowns } from '../http/Cooldowns.js';
import type { LimitSharing } from '../http/LimitSharing.js';
import { NetworkError } from '../http/NetworkError.js';
import { RateLimiter } from '../http/RateLimiter.js';
import { ServerClock } from '../http/ServerClock.js';
import { InvalidDecimalError } from '../protocol/decimal.js';
import type { Credentials } from '../protocol/envelope.js';
import { type Data, type MethodName, methods } from '../protocol/methods.js';
import { parseParams } from '../protocol/parseWith.js';
import type { AddressState } from '../streams/AddressState.js';
import type { StreamClientOptions } from '../streams/StreamClient.js';
import { say } from '../wording/say.js';
import { Activity } from './Activity.js';
import { type Call, type CallTarget, countWrites } from './Call.js';
import { CallApi } from './CallApi.js';
import { Connections } from './Connections.js';
import { checkAnswer, withKnownOptions } from './checkCall.js';
import { Hosts } from './Hosts.js';
import { knownAccountOf, noteAnswer } from './knownAccounts.js';
import { Lines } from './Lines.js';
import type { Transport } from './outgoing.js';
import { RefusedReads } from './RefusedReads.js';
import { Sessions } from './Sessions.js';
import type { Shared } from './Shared.js';
import { SharedReads } from './SharedReads.js';
import { SignedTurns } from './SignedTurns.js';
import { StreamedAnswers } from './StreamedAnswers.js';
import { Tokens } from './tokens.js';

/** What an adapter runs with. */
export interface AdapterOptions {
  http: Transport;
  /** Where the messages of its FIX lines go. */
  fix?: FixTransport | undefined;
  /** Addresses that take the places of the definition's own. */
  moved?: MovedAddresses | undefined;
  /** How its streams are reached; without it, REST answers all. */
  streams?: StreamClientOptions | undefined;
  /** Keeps its limits together with other processes. */
  sharing?: LimitSharing | undefined;
  /** What it is wrapped around. */
  inner?: CallTarget | undefined;
}

/** An adapter at work, whatever types it is made of. */
export interface RunningAdapter extends CallTarget {
  readonly announcesChanges: boolean;
  readonly streams: readonly AddressState[];
  readonly activity: Activity;
  /** By how many ms the exchange's clock is ahead of this machine's; `undefined` where that is not known. */
  readonly clockOffset: number | undefined;
  /** The account that keys belong to, where they have worked, as far as is remembered. */
  knownAccount(credentials: Credentials): string | undefined;
  close(): Promise<void>;
}

/** Runs the methods of an adapter. @throws whatever its `createState` throws. */
export function runAdapter<Keys, State, Connection, Session>(
  definition: ExchangeDefinition<Keys, State, Connection, Session>,
  options: AdapterOptions,
): RunningAdapter {
  const publicData = tellsEverybody(definition);
  const declared = declaredAddresses(definition);
  const clock = new ServerClock(options.http.recordedAt);
  const tokens = new Tokens();
  const hosts = new Hosts(definition.name, declared, options.moved);
  const shared: Shared<Keys, State, Connection, Session> = {
    definition,
    hosts,
    lines: new Lines(definition, {
      hosts,
      moved: options.moved,
      learn: (fields) => tokens.addProofs(fields),
    }),
    http: options.http,
    announcesChanges: definition.announcesChanges ?? (declared.length > 0 || definition.fix !== undefined),
    fix: options.fix,
    inner: options.inner,
    plainKeys: !hosts.any && !definition.fix && !definition.sign && !definition.connect,
    limiter: new RateLimiter(definition.name, { sharing: options.sharing }),
    limits: definition.limits && new ExchangeLimits(definition.limits, declared),
    signedTurns: new SignedTurns(),
    cooldowns: new Cooldowns(options.sharing),
    subscribing: new Map<string, Promise<boolean>>(),
    clock,
    activity: new Activity(),
    state: definition.createState(),
    noteRefusal: new WeakMap<Call, (refusal: ExchangeError) => void>(),
    warned: new Set<string>(),
    reads: new SharedReads(),
    refused: new RefusedReads(),
    tokens,
    sessions: new Sessions<Session>(() => clock.now(), definition.session?.expiresAt),
    connections: new Connections<Connection>(async (connection) => definition.disconnect?.(connection)),
  };
  const streamed =
    options.streams && definition.streams && new StreamedAnswers(definition.streams, options.streams);
  return {
    get streams() {
      return streamed?.state ?? [];
    },
    activity: shared.activity,
    get clockOffset() {
      return clock.offset;
    },
    publicData,
    announcesChanges: shared.announcesChanges,
    knownAccount: (credentials) => knownAccountOf(shared, credentials),
    async call<M extends MethodName>(asked: Call & { method: M }): Promise<Answer<Data<M>>> {
      const call = countWrites(asked);
      const name: M = call.method;
      // The type of the whole table, so that a method's params and data stay tied to its name.
      const implemented: Methods<Keys, State, Connection> = definition.methods;
      const method = implemented[name];
      if (!method) {
        const why = definition.unsupported?.[name];
        const facts = { exchange: definition.name, method: methods[name].fmz };
        throw new Unsupported(
          why === undefined
            ? say('{exchange} does not support {method}', facts)
            : say('{exchange} does not support {method}: {why}', { ...facts, why }),
        );
      }
      const params = withKnownOptions(
        definition.name,
        method.options,
        parseParams(methods[name].params, call.params),
      );
      const api = new CallApi(shared, call);
      try {
        // Missing keys are said before anything is sent.
        const { keys } = methods[name];
        if (keys === 'required' || (keys === 'none' && !publicData)) void api.keys;
        const known = await streamed?.ask(name, params, api, (answer) => checkAnswer(name, answer));
        if (known?.answer) {
          call.onMemory?.(known.age);
          return known.answer;
        }
        const answer = checkAnswer(name, await method(params, api));
        noteAnswer(shared, name, api);
        known?.learn(answer.data);
        return answer;
      } catch (error) {
        // What an exchange accepts and then refuses has no reply that is a refusal by itself.
        if (error instanceof ExchangeError) shared.noteRefusal.get(call)?.(error);
        // What the adapter's schemas let through.
        if (!(error instanceof InvalidDecimalError || error instanceof MalformedGroup)) throw error;
        throw new NetworkError(
          say('the answer is not as documented: {problem}', { problem: error.message }),
          {
            outcome: 'unknown',
            cause: error,
          },
        );
      } finally {
        api.release();
      }
    },
    async close() {
      streamed?.close();
      await shared.connections.close();
      await shared.sessions.close();
      await shared.fix?.release(shared.lines);
      await definition.close?.(shared.state);
    },
  };
}
