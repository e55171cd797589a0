import type { Answer, Api, MarketHours } from '../adapter/Api.js';
import type { ApiRequest, PreparedRequest, WriteLimits } from '../adapter/ApiRequest.js';
import { restate } from '../adapter/ExchangeError.js';
import type { FixApi } from '../adapter/FixDefinition.js';
import type { NamedInstrument } from '../adapter/Instrument.js';
import { toAbortSignal } from '../http/Cancellation.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import type { Query } from '../http/request.js';
import { type Data, type MethodName, methods } from '../protocol/methods.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import { type AccountSession, takeSession } from './AccountSession.js';
import { boundsOf, type CountedCall } from './Call.js';
import { CallFix } from './CallFix.js';
import type { Lease } from './Connections.js';
import { CallerKeys } from './keys.js';
import { RequestSender } from './RequestSender.js';
import { RetriedRequests } from './RetriedRequests.js';
import type { Shared } from './Shared.js';

const CLOCK_IS_GOOD_FOR = 600_000;
const CLOCK_IS_BAD_FOR = 60_000;
const MOST_WARNINGS = 1000;

/** One FMZ request's view of the exchange. */
export class CallApi<Keys, State, Connection, Session> implements Api<Keys, State, Connection> {
  readonly hasKeys: boolean;
  readonly state: State;
  readonly #shared: Shared<Keys, State, Connection, Session>;
  readonly #call: CountedCall;
  readonly #keys: CallerKeys<Keys>;
  readonly #sender: RequestSender<Keys, State, Connection, Session>;
  readonly #requests: RetriedRequests<Keys, State, Connection, Session>;
  readonly #prepares: boolean;
  #fix: FixApi | undefined;
  #lease: Lease<Connection> | undefined;

  /** @param account for requests that are not those of a method. */
  constructor(
    shared: Shared<Keys, State, Connection, Session>,
    call: CountedCall,
    account?: Partial<AccountSession<Session>>,
  ) {
    const { definition } = shared;
    const { access_key, secret_key } = call.credentials;
    this.hasKeys = access_key !== '' || secret_key !== '';
    this.state = shared.state;
    this.#shared = shared;
    this.#call = call;
    this.#prepares = account?.prepares ?? false;
    const onRead = (keys: Keys) => call.onPlain?.(definition.plainKeys?.(keys) ?? []);
    this.#keys = new CallerKeys(definition.credentials, call.credentials, {
      plain: shared.plainKeys,
      onRead,
    });
    const prepare = (one: CountedCall, by: AccountSession<Session>) => new CallApi(shared, one, by);
    const take = () => takeSession(shared, call, this.accountId, prepare);
    this.#sender = new RequestSender(shared, call, this.#keys, {
      ...{ prepares: false, take, ...account },
    });
    this.#requests = new RetriedRequests({
      ...{ shared, sender: this.#sender, method: call.method, api: this },
      measureClock: (since) => this.#measureClock(since),
    });
    call.onSecrets?.(shared.tokens.all);
  }

  /** To be called when the request is answered. */
  release(): void {
    this.#lease?.release();
  }

  get keys(): Keys {
    return this.#keys.value;
  }

  get accountId(): string {
    return this.#keys.id;
  }

  get environment(): string | undefined {
    return this.#sender.environment;
  }

  async connect(): Promise<Connection> {
    const { definition, connections, state } = this.#shared;
    const { connect } = definition;
    if (!connect)
      throw new TypeError(say('{exchange} keeps nothing open for an account', { exchange: definition.name }));
    const open = () => connect(this.keys, state, new CallApi(this.#shared, this.#call, { prepares: true }));
    this.#lease ??= connections.lease(this.accountId, open, this.signal);
    return this.#lease.connection.catch((error: unknown) => {
      throw restate(error, { outcome: 'rejected' });
    });
  }

  get fix(): FixApi {
    this.#fix ??= new CallFix(this.#shared, this.#call, this.#keys, this.#prepares);
    return this.#fix;
  }

  now(): number {
    return this.#shared.clock.now();
  }

  async syncClock(): Promise<void> {
    const now = performance.now();
    if (now - this.#shared.clock.failed > CLOCK_IS_BAD_FOR) {
      await this.#measureClock(now - CLOCK_IS_GOOD_FOR).catch(() => undefined);
    }
  }

  async hours(instrument: NamedInstrument): Promise<MarketHours> {
    return this.#shared.definition.hours?.(instrument, this) ?? { open: true };
  }

  sentWrites(): number | undefined {
    return this.#shared.announcesChanges ? this.#call.writes() : undefined;
  }

  warn(subject: string, text: string): void {
    const { warned, definition } = this.#shared;
    if (warned.has(subject) || warned.size >= MOST_WARNINGS) return;
    warned.add(subject);
    this.#call.onWarning?.(`${definition.name} ${subject}: ${text}`);
  }

  remaining(): number {
    return Math.max(0, boundsOf(this.#call).deadline - performance.now());
  }

  get signal(): AbortSignal {
    return toAbortSignal(boundsOf(this.#call).signal);
  }

  beginChange(): void {
    if (this.#call.signal.aborted || this.remaining() === 0)
      throw new NetworkError(say('the time was up'), { outcome: 'rejected', transient: false });
    this.#call.onChange?.();
  }

  get(path: string, query?: Query): Promise<Reply> {
    return this.request({ path, ...(query && { query }) });
  }

  signedGet(path: string, query?: Query): Promise<Reply> {
    return this.request({ path, ...(query && { query }), signed: true });
  }

  signedPost(path: string, body: unknown, limits?: WriteLimits): Promise<Reply> {
    return this.request({ method: 'POST', path, body, signed: true, ...limits });
  }

  ask<M extends MethodName>(method: M, params: object): Promise<Answer<Data<M>>> {
    const { inner, definition } = this.#shared;
    if (!inner)
      throw new ProtocolError(
        say('{exchange} does not wrap another exchange', { exchange: definition.name }),
      );
    const { credentials: own } = this.#call;
    const customersOnly = !inner.publicData && methods[method].keys === 'none';
    const credentials = customersOnly ? own : { access_key: '', secret_key: '' };
    const { deadline, signal } = boundsOf(this.#call);
    return inner.call({ ...this.#call, deadline, signal, method, params, credentials, outer: own });
  }

  sendPrepared(request: PreparedRequest): Promise<Reply> {
    return this.#sender.sendPrepared(request);
  }

  throttled(reason: string): void {
    this.#sender.throttled(reason);
  }

  request(request: ApiRequest): Promise<Reply> {
    return this.#requests.send(request);
  }

  async #measureClock(since: number): Promise<void> {
    const { definition, clock } = this.#shared;
    const theirs = definition.clock;
    if (theirs) await clock.measure(() => theirs.read(this), since, this);
  }
}
