import type WebSocket from 'ws';
import { loadCode } from '../files/loadCode.js';
import { openSocket } from '../http/connect.js';
import type { Proxies } from '../http/Proxies.js';
import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { StreamProtocol } from './StreamProtocol.js';

/** More than any exchange pushes at once: a snapshot of a book has some 50 KB. */
const LARGEST_MESSAGE = 4 * 1024 * 1024;
/** How long the handshake may take, in ms. */
const HANDSHAKE_TIMEOUT = 10_000;

/** What a connection tells of. */
export interface ConnectionEvents {
  onOpen(): void;
  onMessage(text: string): void;
  /** Once, whether it was ever open or not. @param reason for people. */
  onClose(reason: string): void;
}

/**
 * One WebSocket to an exchange, through the proxy of the environment where one is set. TLS is always verified. It pings
 * when nothing has come for a while, and closes when nothing comes after that. It keeps no process alive.
 */
export class StreamConnection {
  readonly #ping: StreamProtocol['ping'];
  readonly #events: ConnectionEvents;
  readonly #giveUp = new AbortController();
  #socket: WebSocket | undefined;
  #open = false;
  #ended = false;
  #heardAt = Number.NEGATIVE_INFINITY;
  /** The same in Unix ms. */
  #heardOn = Number.NEGATIVE_INFINITY;
  /** What comes from then on has not waited to be read, in ms of `performance.now()`. */
  #trustedFrom = Number.NEGATIVE_INFINITY;
  #pingedAt = Number.NEGATIVE_INFINITY;
  #openedAt = Number.POSITIVE_INFINITY;
  #heartbeat: NodeJS.Timeout | undefined;

  /** @param url of the stream, with its path. */
  constructor(url: string, ping: StreamProtocol['ping'], proxies: Proxies, events: ConnectionEvents) {
    this.#ping = ping;
    this.#events = events;
    void this.#connect(new URL(url), proxies).catch((error: unknown) => this.#end(messageOf(error)));
  }

  get open(): boolean {
    return this.#open;
  }

  /** For how many ms it has been open; below 0 where it never was. */
  get held(): number {
    return performance.now() - this.#openedAt;
  }

  /** For how many ms nothing has come. */
  get silence(): number {
    // While this machine is suspended, the monotonic clock may stand still; the other one may be set back.
    return Math.max(performance.now() - this.#heardAt, Date.now() - this.#heardOn);
  }

  /** Whether what was pushed over it is known to be all: it is open, and was heard of within the bound of its ping. */
  get proven(): boolean {
    const { after, within } = this.#ping;
    return this.#open && this.silence <= after + within && this.#heardAt >= this.#trustedFrom;
  }

  send(text: string): void {
    if (this.#open) this.#socket?.send(text);
  }

  /** Ends it at once. @param reason for people. */
  close(reason = say('closed by this program')): void {
    this.#end(reason);
  }

  async #connect(url: URL, proxies: Proxies): Promise<void> {
    const { default: Socket } = await loadCode(() => import('ws'));
    const connection = await openSocket(new URL(url.href.replace(/^ws/, 'http')), {
      proxies,
      advise: false,
      signal: this.#giveUp.signal,
    });
    connection.unref();
    if (this.#ended) {
      connection.destroy();
      return;
    }
    // The limit of ws begins anew with each byte that comes.
    this.#heartbeat = setTimeout(
      () => this.#end(say('the handshake was not finished in time')),
      HANDSHAKE_TIMEOUT,
    ).unref();
    const socket = new Socket(url, {
      createConnection: () => connection,
      maxPayload: LARGEST_MESSAGE,
      perMessageDeflate: false,
      headers: { 'user-agent': 'fmzproto' },
    });
    this.#socket = socket;
    socket.on('open', () => this.#begin());
    socket.on('message', (data: WebSocket.RawData, binary: boolean) => {
      if (this.#ended) return;
      this.#hear();
      if (!binary) this.#events.onMessage(String(data));
    });
    for (const event of ['ping', 'pong']) socket.on(event, () => this.#hear());
    socket.on('error', (error) => this.#end(oneLine(error.message, 200)));
    socket.on('close', (code, reason) => {
      const said = oneLine(String(reason), 100);
      this.#end(say('closed by the exchange ({reason})', { reason: `${code}${said && `: ${said}`}` }));
    });
  }

  #begin(): void {
    if (this.#ended) return;
    clearTimeout(this.#heartbeat);
    this.#open = true;
    this.#openedAt = performance.now();
    this.#hear();
    this.#trustedFrom = this.#openedAt;
    this.#watch();
    this.#events.onOpen();
  }

  #hear(): void {
    const { after, within } = this.#ping;
    // After such a silence this process, or the machine, was stopped: what comes first has waited, nobody knows for how long.
    if (this.silence > after + within) this.#trustedFrom = performance.now() + within;
    this.#heardAt = performance.now();
    this.#heardOn = Date.now();
  }

  #watch(): void {
    const { after, within } = this.#ping;
    const pinged = this.#pingedAt > this.#heardAt;
    const due = pinged ? this.#pingedAt + within : Math.min(this.#heardAt + after, this.#nextPing);
    // What came while the process was busy is read before it is judged.
    this.#heartbeat = setTimeout(
      () => setImmediate(() => this.#check()),
      due - performance.now() + 1,
    ).unref();
  }

  #check(): void {
    if (this.#ended) return;
    const { after, within } = this.#ping;
    const pinged = this.#pingedAt > this.#heardAt;
    if (pinged && performance.now() - this.#pingedAt >= within) {
      this.#end(
        say('silent for {silence} ms, and no answer to a ping', { silence: Math.round(this.silence) }),
      );
      return;
    }
    if (!pinged && (this.silence >= after || performance.now() >= this.#nextPing)) {
      this.#pingedAt = performance.now();
      this.send(this.#ping.text);
    }
    this.#watch();
  }

  /** When the exchange wants to hear of us, whatever it sends itself, in ms of `performance.now()`. */
  get #nextPing(): number {
    return Math.max(this.#pingedAt, this.#openedAt) + (this.#ping.every ?? Number.POSITIVE_INFINITY);
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#open = false;
    clearTimeout(this.#heartbeat);
    this.#giveUp.abort();
    this.#socket?.terminate();
    this.#events.onClose(reason);
  }
}
