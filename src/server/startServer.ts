import { createServer, maxHeaderSize, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { codeOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { App } from './createApp.js';
import { Access, plainAddress } from './guards/Access.js';
import { createGuard, MOST_HEADERS } from './guards/createGuard.js';
import { LIMITS } from './guards/limits.js';
import { Once } from './guards/Once.js';
import { answerAtOnce } from './guards/refuse.js';
import { type HalfOpenServer, type ListenAddress, listen } from './listen.js';
import { stopServer } from './stopServer.js';
import { Traffic } from './Traffic.js';
import type { TrafficLimits, TrafficState } from './TrafficState.js';
import type { Certificate } from './tls/Certificate.js';

/** A server that listens. */
export interface RunningServer {
  url: string;
  /** What it has at work. */
  readonly traffic: TrafficState;
  /** Closes connections on which nothing has been going on for a while. */
  makeRoom(): void;
  /** Shows another certificate to whoever connects from now on, where it has one. */
  renew(certificate: Certificate): void;
  /**
   * Takes no more requests, finishes the running ones, and closes every connection after `patience` ms at most.
   *
   * @param grace for so many ms a connection that was used a moment ago is kept for a request that may be on its way. @default 0
   */
  stop(patience: number, grace?: number): Promise<void>;
}

interface ServerSettings extends ListenAddress {
  /** Who may use it. @default this machine */
  access?: Access;
  /** What it proves its name with. @default none: it speaks plain HTTP */
  certificate?: Certificate | undefined;
  /** Told once of what a client does wrong that its user should know, in one sentence. */
  onMistake?(sentence: string): void;
  /** What is taken at once. */
  limits?: TrafficLimits;
  /** How long the head of a request may take to arrive, in ms. @default 15 s */
  headTime?: number;
}

/**
 * Listens.
 *
 * @throws ListenError
 */
export async function startServer(app: App, options: ServerSettings): Promise<RunningServer> {
  const { access = new Access(), limits = LIMITS, headTime = HEAD_TIME } = options;
  let { certificate } = options;
  const mistakes = new Once(options.onMistake ?? (() => undefined));
  const listener = getRequestListener(app.fetch, {
    hostname: options.host,
    overrideGlobalObjects: false,
    errorHandler: () =>
      new Response(JSON.stringify({ error: say(MALFORMED) }), {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
  });
  const own = options.host.toLowerCase();
  const guard = createGuard((name) => name === own || certificate?.isFor(name) === true);
  const traffic = new Traffic(limits, guard, (incoming, outgoing) => {
    // What is called is told by the path; a client may write anything here.
    if (!isHost(incoming.headers.host)) incoming.headers.host = 'localhost';
    void listener(incoming, outgoing);
  });
  const settings: ServerOptions = { ...SERVER_OPTIONS, headersTimeout: headTime };
  const secure =
    certificate &&
    (await import('./tls/createSecureServer.js')).createSecureServer(
      certificate,
      { ...settings, handshakeTimeout: headTime },
      {
        refusalOf: (raw) => traffic.connections.find(raw)?.refusal,
        secured: (raw, socket) => traffic.connections.secure(raw, socket),
        mistake: (sentence) => mistakes.tell(sentence),
      },
    );
  const server: HalfOpenServer = secure?.server ?? createServer(settings);
  const port = secure?.port ?? server;
  // A client that has sent all it wants to, and has closed its side, still waits for the answer.
  server.httpAllowHalfOpen = true;
  server.timeout = IDLE;
  server.keepAliveTimeout = IDLE;
  server.maxHeadersCount = MOST_HEADERS + 1;
  port.maxConnections = 2 * limits.connections;
  port.on('connection', (socket) =>
    traffic.connections.add(socket, access.refusalOf(socket.remoteAddress), secure !== undefined),
  );
  server.on('request', (incoming, outgoing) => traffic.handle(incoming, outgoing));
  server.on('checkExpectation', (incoming, outgoing) => traffic.handle(incoming, outgoing));
  server.on('connect', (incoming, socket) =>
    answerAtOnce(
      socket,
      say("{method} is not supported: this is not a proxy, FMZ's docker sends POST", {
        method: `${incoming.method}`,
      }),
      '405 Method Not Allowed',
    ),
  );
  server.on('timeout', (socket) => {
    if (traffic.timeOut(socket) === 'waiting') socket.setTimeout(IDLE);
  });
  server.on('clientError', (error, socket) => {
    const code = codeOf(error);
    if (beginsTls(error)) mistakes.tell(say(SPEAKS_TLS, { address: addressOf(socket) }));
    if (code !== 'ERR_HTTP_REQUEST_TIMEOUT') traffic.break(socket, describeFault(code));
    // A connection may wait for its first request; what came after one that was answered has no answer of its own.
    else if (traffic.isUsed(socket)) socket.destroy();
    else if (hasBegun(socket))
      traffic.break(
        socket,
        say('the request did not arrive within {seconds} s', { seconds: headTime / 1000 }),
      );
  });

  const address = await listen(port, options);
  return {
    url: `${secure ? 'https' : 'http'}://${address}`,
    get traffic() {
      return traffic.state;
    },
    makeRoom: () => traffic.closeIdle(performance.now() - UNUSED),
    renew(renewed) {
      certificate = renewed;
      secure?.renew(renewed);
    },
    stop: (patience, grace = 0) => stopServer(port, server, traffic, { patience, grace }),
  };
}

/**
 * How long a connection is kept on which nothing moves, in ms. FMZ's docker keeps its own for 90 s, and does not send an order
 * anew when it finds one closed.
 */
const IDLE = 120_000;
const HEAD_TIME = 15_000;
/** A connection that nobody has used for so many ms is closed where others need its place. */
const UNUSED = 5000;

// A POST without a Host header is answered like any other.
const SERVER_OPTIONS: ServerOptions = {
  requireHostHeader: false,
  requestTimeout: IDLE,
  connectionsCheckingInterval: 1000,
};

const MALFORMED = 'the request is not valid HTTP';

/** @param code of Node's parser. */
function describeFault(code: string | undefined): string {
  if (code !== 'HPE_HEADER_OVERFLOW') return say(MALFORMED);
  return say('the headers of the request are too large: the limit is {limit} KiB', {
    limit: maxHeaderSize / 1024,
  });
}

/** What a client hears as "server gave HTTP response to HTTPS client" is told its user here, too. */
const SPEAKS_TLS =
  '{address} speaks TLS, and this port does not: write http:// instead of https:// in the service address, or start serve with --tls-cert and --tls-key';

/** Whether what cannot be read is the first byte of TLS. https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
function beginsTls(error: Error): boolean {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) && error.rawPacket[0] === 0x16;
}

function addressOf(socket: Duplex): string {
  const address = 'remoteAddress' in socket && socket.remoteAddress;
  return typeof address === 'string' ? plainAddress(address) : say('a client');
}

function hasBegun(socket: Duplex): boolean {
  return 'bytesRead' in socket && socket.bytesRead !== 0;
}

function isHost(host: string | undefined): boolean {
  return host === undefined || (/^[\w.\-[\]:]+$/.test(host) && URL.canParse(`http://${host}`));
}
