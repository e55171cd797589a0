import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { describeConnecting, type Leg } from './connectionFailures.js';
import { interruptible, timeIsUp } from './deadline.js';
import type { ConnectionError } from './NetworkError.js';
import { type HttpProxy, isSecure, type Proxies, portOf } from './Proxies.js';
import type { Sending } from './Sending.js';
import { ClosedEarly, type Endpoint, reach, secure, tunnel } from './sockets.js';

/** How long a connection may take to be made, in ms. */
const PATIENCE = 10_000;
/** What is spoken over TLS, where it is HTTP. */
const HTTP: readonly string[] = ['http/1.1'];

/** Makes the connection that a request waits for. */
export type Connect = (
  sending: Sending | undefined,
  options: buildConnector.Options,
  callback: buildConnector.Callback,
) => void;

/** After a request was given up, undici connects again, though nothing waits for it. */
class NobodyWaits extends Error {
  override readonly name = 'NobodyWaits';
}

/**
 * Makes connections to exchanges: directly, or in a tunnel through the proxy of the environment. Each is tried once, and
 * given up with its request; that it failed is the error of that request. undici would connect again and again after
 * some errors of its own kind.
 *
 * @param options.advise whether errors say what to do where an exchange cannot be reached.
 */
export function createConnect(options: { proxies: Proxies; advise: boolean }): Connect {
  const sessions = new Map<string, Buffer>();

  return (sending, { protocol, hostname, host, port }, callback) => {
    if (!sending || sending.settled) {
      queueMicrotask(() => callback(new NobodyWaits(), null));
      return;
    }
    const url = new URL(`${protocol}//${host ?? hostname}`);
    const endpoint = { host: hostname, port: portOf({ protocol, port }) };
    const { turn } = sending;
    const connect = () => {
      if (sending.settled) return Promise.reject(new NobodyWaits());
      const attempt = new Attempt(url, endpoint, { ...options, sessions });
      sending.connecting = attempt;
      return attempt.open();
    };
    (turn ? turn.open().then(connect, () => Promise.reject(new NobodyWaits())) : connect()).then(
      (socket) => {
        sending.connecting = undefined;
        turn?.opened(socket);
        callback(null, socket);
      },
      (error: Error) => {
        sending.connecting = undefined;
        turn?.opened(undefined);
        callback(error, null);
      },
    );
  };
}

/**
 * A connection of its own, for what is no request: made as those for requests are.
 *
 * @param url with the scheme of HTTP, or `fix+tls:` or `fix:` and a port.
 * @param options.signal gives it up.
 * @param options.onAttempt is handed what describes the attempt to who does not wait for its end: how far it is.
 * @throws ConnectionError when it cannot be made, or was given up.
 * @example await openSocket(new URL('https://ws.okx.com:8443'), { proxies: new Proxies(process.env), advise: true })
 */
export async function openSocket(
  url: URL,
  options: {
    proxies: Proxies;
    advise: boolean;
    signal?: AbortSignal;
    onAttempt?(late: () => ConnectionError): void;
  },
): Promise<Socket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const attempt = new Attempt(url, { host, port: portOf(url) }, { ...options, sessions: new Map() });
  const giveUp = () => attempt.giveUp();
  options.onAttempt?.(() => attempt.describe(timeIsUp()));
  options.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await attempt.open();
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
}

interface AttemptOptions {
  proxies: Proxies;
  advise: boolean;
  sessions: Map<string, Buffer>;
}

/** One connection that is being made, leg by leg. */
class Attempt {
  readonly #url: URL;
  readonly #endpoint: Endpoint;
  readonly #options: AttemptOptions;
  readonly #sockets: Socket[] = [];
  #proxy: HttpProxy | undefined;
  #leg: Leg = 'tcp';
  #stop: (error: Error) => void = () => undefined;

  constructor(url: URL, endpoint: Endpoint, options: AttemptOptions) {
    this.#url = url;
    this.#endpoint = endpoint;
    this.#options = options;
  }

  /** @throws ConnectionError when it cannot be made. */
  async open(): Promise<Socket> {
    try {
      this.#proxy = this.#options.proxies.for(this.#url);
      const socket = await interruptible(
        () => this.#walk(),
        ({ reject }) => {
          this.#stop = reject;
          const late = new DOMException('making the connection took too long', 'TimeoutError');
          const timer = setTimeout(() => reject(late), PATIENCE);
          return () => clearTimeout(timer);
        },
      );
      if (socket.destroyed) throw new ClosedEarly();
      return socket;
    } catch (error) {
      for (const socket of this.#sockets) socket.destroy();
      throw error instanceof NobodyWaits ? error : this.describe(error);
    }
  }

  giveUp(): void {
    this.#stop(new NobodyWaits());
  }

  /** What it was at when an error ended it. */
  describe(error: unknown): ConnectionError {
    return describeConnecting(error, {
      leg: this.#leg,
      host: this.#url.host,
      proxy: this.#proxy,
      advise: this.#options.advise,
      fix: this.#isFix,
    });
  }

  get #isFix(): boolean {
    return this.#url.protocol.startsWith('fix');
  }

  async #walk(): Promise<Socket> {
    const { sessions } = this.#options;
    const way = this.#proxy ? await this.#dig(this.#proxy) : await reach(this.#endpoint, this.#onSocket);
    if (!isSecure(this.#url)) return way;
    this.#leg = 'tls';
    return secure(way, this.#endpoint, { sessions, protocols: this.#isFix ? [] : HTTP }, this.#onSocket);
  }

  /** Once, whatever the proxy answers. Plain addresses are tunnelled to as well: what went out stays known. */
  async #dig(proxy: HttpProxy): Promise<Socket> {
    this.#leg = 'proxy tcp';
    let way = await reach(proxy, this.#onSocket);
    if (proxy.tls) {
      this.#leg = 'proxy tls';
      way = await secure(way, proxy, { sessions: this.#options.sessions, protocols: HTTP }, this.#onSocket);
    }
    this.#leg = 'proxy tunnel';
    await tunnel(way, proxy, this.#endpoint);
    return way;
  }

  readonly #onSocket = (socket: Socket): void => {
    this.#sockets.push(socket);
  };
}
