import { createServer, type Server } from 'node:https';
import { createServer as createPort, type Server as NetServer, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { codeOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { plainAddress } from '../guards/Access.js';
import { answerAtOnce } from '../guards/refuse.js';
import type { Certificate } from './Certificate.js';

/** An HTTP server behind TLS. */
interface SecureServer {
  server: Server;
  /** What listens, and hands connections on. */
  port: NetServer;
  /** Shows another certificate to whoever connects from now on. */
  renew(certificate: Certificate): void;
}

/** What happens at the port. */
interface PortEvents {
  /** Why nothing is done for whoever has connected. */
  refusalOf(raw: Socket): string | undefined;
  /** TLS stands on a connection. */
  secured(raw: Socket, socket: TLSSocket): void;
  /** Told of what a client does wrong, in one sentence. */
  mistake(sentence: string): void;
}

type Settings = NonNullable<Parameters<typeof createServer>[0]>;

/**
 * Makes a server whose port looks at the first byte of a connection: a client that speaks plain HTTP is told so in plain HTTP,
 * and all others get TLS.
 *
 * @param options.handshakeTimeout how long the first byte may take to arrive, and TLS to stand, in ms.
 */
export function createSecureServer(
  certificate: Certificate,
  options: Settings & { handshakeTimeout: number },
  events: PortEvents,
): SecureServer {
  const server = createServer({ ...options, cert: certificate.cert, key: certificate.key });
  const handshaking = new Map<string, Socket>();
  const port = createPort((raw) => {
    raw.setTimeout(options.handshakeTimeout, () => raw.destroy());
    raw.on('error', () => undefined);
    raw.once('readable', () => {
      const first: Buffer | null = raw.read();
      if (first === null) return raw.destroy();
      raw.setTimeout(0);
      if (first[0] !== HANDSHAKE) {
        const refusal = events.refusalOf(raw);
        if (refusal === undefined) events.mistake(say(PLAIN_CLIENT, { address: addressOf(raw) }));
        // What watches a plugin reads the status alone.
        const status = /^(GET|HEAD) /.test(first.toString('latin1')) ? '400 Bad Request' : undefined;
        return answerAtOnce(raw, refusal ?? say(PLAIN_REQUEST), status);
      }
      raw.unshift(first);
      const peer = peerOf(raw);
      handshaking.set(peer, raw);
      raw.once('close', () => handshaking.delete(peer));
      server.emit('connection', raw);
    });
  });
  server.on('secureConnection', (socket) => {
    const raw = handshaking.get(peerOf(socket));
    if (!raw) return socket.destroy();
    // A client that has sent all it wants to, and has closed its side, still waits for the answer; before, there is none.
    socket.allowHalfOpen = true;
    events.secured(raw, socket);
  });
  // Node would hand on what fails before TLS stands as if a request had failed.
  server.removeAllListeners('tlsClientError');
  server.on('tlsClientError', (error, socket) => {
    const fault = describeFault(error, addressOf(socket));
    if (fault) events.mistake(fault);
    socket.destroy();
  });
  // It looks after slow requests from then on.
  port.once('listening', () => server.emit('listening'));
  return {
    server,
    port,
    renew: ({ cert, key }) => server.setSecureContext({ cert, key }),
  };
}

/** The first byte of TLS. https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const HANDSHAKE = 0x16;

const PLAIN_CLIENT =
  '{address} speaks plain HTTP, and this port speaks TLS: write https:// instead of http:// in the service address';
const PLAIN_REQUEST =
  'nothing was done: this port speaks TLS, write https:// instead of http:// in the service address';

function addressOf({ remoteAddress }: Socket): string {
  return remoteAddress === undefined ? say('a client') : plainAddress(remoteAddress);
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** One sentence; none for what tells its user nothing, as of a scanner. */
function describeFault(error: Error, address: string): string | undefined {
  const code = codeOf(error) ?? '';
  const [, alert] = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+)$/.exec(code) ?? [];
  if (alert !== undefined) {
    return say(
      '{address} does not accept the certificate ({alert}): it has to trust the authority that signed it, and to ask for a name or an address that the certificate holds',
      { address, alert: alert.toLowerCase().replaceAll('_', ' ') },
    );
  }
  return /UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|VERSION_TOO_LOW/.test(code)
    ? say('{address} speaks an old version of TLS alone: it has to be 1.2 or 1.3', { address })
    : undefined;
}
