import type { ApiRequest, PreparedRequest } from '../adapter/ApiRequest.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import type { Attempt } from '../adapter/retryRead.js';
import type { CancelSignal } from '../http/Cancellation.js';
import { limitTime } from '../http/deadline.js';
import type { Reply } from '../http/Reply.js';
import type { AccountSession } from './AccountSession.js';
import { boundsOf, type Call } from './Call.js';
import type { Delivered, Delivery, Sent, Target } from './deliveries.js';
import type { CallerKeys } from './keys.js';
import { locate } from './locate.js';
import { contextOf, type Signing, searchOf, signRequest } from './outgoing.js';
import { type Counted, Pacing } from './Pacing.js';
import type { Shared } from './Shared.js';
import { mayShare } from './SharedReads.js';
import { MOST_SECRET, secretTextsOf } from './secretTexts.js';
import { dataOf, mentionsToken, tokensIn, tokensOf } from './tokens.js';
import { watchReply } from './watch.js';

/** Sends the requests of one call: paced, signed over what is sent, within the deadline, and each of them reported. */
export class RequestSender<Keys, State, Connection, Session> {
  readonly #shared: Shared<Keys, State, Connection, Session>;
  readonly #call: Call;
  readonly #keys: CallerKeys<Keys>;
  readonly #pacing: Pacing;
  readonly #account: AccountSession<Session>;
  #lastSent: { counted: Counted; sentAt: number } | undefined;

  constructor(
    shared: Shared<Keys, State, Connection, Session>,
    call: Call,
    keys: CallerKeys<Keys>,
    account: AccountSession<Session>,
  ) {
    this.#shared = shared;
    this.#account = account;
    this.#call = call;
    this.#keys = keys;
    this.#pacing = new Pacing(shared, call, keys);
  }

  /** Which environment the call is of. @throws TypeError where the adapter names one that it does not declare. */
  get environment(): string | undefined {
    const { hosts, definition } = this.#shared;
    return hosts.environmentOf(this.#keys, definition);
  }

  /** @param attempt is told the reply, whatever it says. */
  async send(request: ApiRequest, attempt: Attempt): Promise<Reply> {
    const host = this.#shared.hosts.find(request.host, this.environment);
    const { origin, name, environment } = host;
    const path = locate(origin, request);
    const key = request.signed ? this.#keys.id : undefined;
    const paced = { host: name, environment, verb: request.method ?? 'GET', path, key };
    const counted = this.#pacing.countOf(paced, origin);
    this.#pacing.refuseWhileCooling(counted);
    const session = request.signed ? await this.#account.take() : undefined;
    const target = { host, path, counted, session };
    if (!mayShare(request, this.#call.method)) {
      const answered = await this.#pacing.takeBoth(paced);
      return this.#send(request, target, attempt).finally(answered);
    }
    const { access_key, secret_key } = this.#call.credentials;
    const whose = key === undefined ? '' : `${key} `;
    const read = {
      key: `${this.#call.method} ${whose}${origin}${path}${request.headers ? JSON.stringify(request.headers) : ''}`,
      account: `${access_key}\n${secret_key}`,
      ...{ open: !request.signed, signal: boundsOf(this.#call).signal },
      take: (signal: CancelSignal) => this.#pacing.takeBoth(paced, signal),
      send: (attempt: Attempt) => this.#send(request, target, attempt),
    };
    try {
      return await this.#shared.reads.ask(read, attempt);
    } finally {
      // Another call may have sent it, with a signature of its own.
      if (attempt.secrets) this.#call.onShared?.(attempt.secrets);
    }
  }

  async #send(request: ApiRequest, target: Target<Session>, attempt: Attempt): Promise<Reply> {
    const { host, path, counted, session } = target;
    const { definition, clock, http } = this.#shared;
    const { outgoing, signing } = signRequest(request, path, host, {
      ...{ definition, clock, keys: this.#keys, session, recorded: http.recordedAt !== undefined },
    });
    const { method, headers, body } = outgoing;
    const sent = { method, headers, url: host.origin + outgoing.path, body };
    if (signing.signature.length > 0) attempt.secrets = signing.signature;
    const delivered = await this.#deliver(sent, { signing, counted, within: request.within });
    const { mayBeEmpty = method === 'DELETE' } = request;
    const reply = mayBeEmpty ? delivered.reply.orEmpty() : delivered.reply;
    attempt.reply = reply;
    if (http.onRefusal)
      this.#shared.noteRefusal.set(this.#call, (refusal) => http.onRefusal?.(delivered.reply, refusal));
    try {
      if (!reply.isEmpty) definition.reject?.(reply);
    } catch (error) {
      if (error instanceof ExchangeError) this.#shared.http.onRefusal?.(delivered.reply, error);
      const isOver = session && error instanceof ExchangeError && definition.session?.isOver(error, reply);
      const told = isOver ? this.#shared.sessions.note(this.#keys.id, error, session) : error;
      const asked = error instanceof ExchangeError && definition.throttled?.(error, reply, clock.now());
      // Where there is no key, what is known of the endpoint says whom it was counted for.
      if (asked) {
        const by = (asked.by === 'key' && !counted.key ? undefined : asked.by) ?? counted.by;
        this.#pacing.coolDown({ ...counted, by }, delivered.sentAt, { reason: error.code, wait: asked.wait });
      }
      throw told;
    }
    if (this.#pacing.endCooldown(counted, delivered)) {
      if (session) session.accepted = true;
      // What IO signs may be public.
      if (request.signed && this.#call.method !== 'io') this.#shared.limiter.confirm(this.#keys.id);
    }
    return reply;
  }

  async sendPrepared(request: PreparedRequest): Promise<Reply> {
    const { url, secrets, writes, cancels, within, ...prepared } = request;
    if (cancels !== undefined) this.#pacing.urgent = cancels;
    const { hosts, definition, state } = this.#shared;
    const { host, path } = hosts.ofUrl(url, this.environment, definition.preparedOrigins?.(state));
    const { name, environment, declared, origin } = host;
    const signed = secrets.length > 0;
    const unsigned = { ...prepared, host: name, origin: declared, path };
    const signing = { unsigned, signature: secrets, signed };
    const key = signed ? this.#keys.known?.id : undefined;
    const paced = { host: name, environment, verb: prepared.method, path, key };
    const counted = this.#pacing.countOf(paced, origin, key === undefined ? undefined : 'key');
    const answered = await this.#pacing.take(paced);
    const sending = this.#deliver({ ...prepared, url: origin + path }, { signing, counted, within, writes });
    const delivered = await sending.finally(answered);
    this.#lastSent = { counted, sentAt: delivered.sentAt };
    this.#pacing.endCooldown(counted, delivered);
    return delivered.reply;
  }

  /** Notes that the last reply to `sendPrepared` meant "too many requests". */
  throttled(reason: string): void {
    if (!this.#lastSent) return;
    this.#pacing.coolDown(this.#lastSent.counted, this.#lastSent.sentAt, { reason });
  }

  /** The only place that sends: never after the deadline, and nothing that is not reported. */
  async #deliver(
    { method, url, headers, body }: Sent,
    { signing, counted, within, writes }: Delivery,
  ): Promise<Delivered> {
    this.#pacing.refuseWhileCooling(counted);
    const { http, definition } = this.#shared;
    const newConnections = definition.connections?.perSecond;
    const { signature, unsigned } = signing;
    if (mentionsToken(unsigned.path)) {
      this.#call.onSecrets?.(tokensOf(Object.fromEntries(searchOf(unsigned.path)), true));
    }
    const onSent = () => {
      const changes = this.#account.prepares ? false : writes;
      if (changes ?? method !== 'GET') this.#pacing.urgent = false;
      this.#call.onUpstream({ verb: method, signature, writes: changes });
    };
    const { deadline, signal } = boundsOf(this.#call);
    const limit = limitTime(signal, within);
    const sentAt = performance.now();
    try {
      const sending = http.send(
        { method, url, headers, body, deadline, onSent, newConnections, signal: limit.signal },
        contextOf(this.#call, definition.name, this.#keys.known?.value, {
          ...signing,
          unrecorded: this.#account.learn !== undefined,
        }),
      );
      const reply = await watchReply(this.#shared, this.#call, counted.host, sending);
      this.#learnTokens(reply, signing);
      this.#pacing.heed(counted, { reply, sentAt });
      return { reply, sentAt };
    } finally {
      limit.release();
    }
  }

  /** What logs in for one request is of use to others, and neither may show it. */
  #learnTokens(reply: Reply, { signed, unsigned: { method, path } }: Signing): void {
    if (reply.status < 300 && reply.text.length <= MOST_SECRET)
      this.#account.learn?.(secretTextsOf(dataOf(reply)));
    const { access_key } = this.#call.credentials;
    const told = access_key !== '' && path.includes(encodeURIComponent(Buffer.from(access_key).toString()));
    const tokens = tokensIn(reply, !signed && !told && method === 'GET');
    if (tokens.length === 0) return;
    this.#shared.tokens.add(tokens);
    this.#call.onSecrets?.(tokens);
  }
}
