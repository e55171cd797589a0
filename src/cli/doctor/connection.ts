import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { openSocket } from '../../http/connect.js';
import { connectionCodeOf, NetworkError } from '../../http/NetworkError.js';
import type { Proxies } from '../../http/Proxies.js';
import { type Result, skipped } from './Finding.js';

/** Certificates are renewed some weeks before they expire: less is left, and nobody looks after it. In days. */
const RENEWED = 14;
const DAY = 86_400_000;

/** What the address of a host name is. @param url of an exchange. */
export async function checkName(url: URL, proxies: Proxies): Promise<Result> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return skipped(`${host} is an address already`);
  const proxy = proxies.for(url);
  if (proxy) return skipped(`${proxy.name} looks ${host} up`);
  try {
    const found = await lookup(host, { all: true });
    return {
      status: 'ok',
      text: `${host} is ${found
        .slice(0, 2)
        .map(({ address }) => address)
        .join(', ')}`,
    };
  } catch (error) {
    return {
      status: 'fail',
      text: `the host name ${host} could not be resolved (${connectionCodeOf(error)})`,
      remedy: 'check the network and its DNS server, or set HTTPS_PROXY',
    };
  }
}

/**
 * Whether a connection can be made: TCP, TLS with a certificate that is verified, and the proxy where there is one.
 *
 * @param url with the scheme of HTTP or FIX.
 * @param timeout in ms.
 */
export async function checkConnection(url: URL, proxies: Proxies, timeout: number): Promise<Result> {
  const started = performance.now();
  try {
    const socket = await openSocket(url, { proxies, advise: true, signal: AbortSignal.timeout(timeout) });
    const took = `${Math.round(performance.now() - started)} ms`;
    const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
    socket.destroy();
    if (!certificate) return { status: 'ok', text: `${url.host} in ${took}, without TLS` };
    return describeCertificate(`${url.host} in ${took}`, new Date(certificate.valid_to), Date.now());
  } catch (error) {
    if (error instanceof NetworkError) return describeFailure(error, url);
    return {
      status: 'fail',
      text: `${url.host} could not be connected to within ${timeout / 1000} s`,
      remedy: 'check the network, or set HTTPS_PROXY',
    };
  }
}

/** @param expires when the certificate does. @param now in Unix ms. */
function describeCertificate(text: string, expires: Date, now: number): Result {
  const days = Math.floor((expires.getTime() - now) / DAY);
  const whole = `${text}, TLS verified until ${expires.toISOString().slice(0, 10)}`;
  if (days >= RENEWED) return { status: 'ok', text: whole };
  return {
    status: 'warn',
    text: whole,
    remedy: 'the exchange has to renew its certificate: expect it to fail then',
  };
}

function describeFailure({ message }: NetworkError, url: URL): Result {
  const { remedy } = REMEDIES.find(({ pattern }) => pattern.test(message)) ?? {};
  // Most sentences say what to do themselves.
  return { status: 'fail', text: message, ...(remedy && { remedy: remedy(url.hostname) }) };
}

const REMEDIES: readonly { pattern: RegExp; remedy(host: string): string }[] = [
  {
    pattern: /certificate that cannot be verified/,
    remedy: () =>
      'somebody stands between, or a company reads along: name the file of its authority in NODE_EXTRA_CA_CERTS if you trust it; also check the date of this machine',
  },
  {
    pattern: /refused to connect to/,
    remedy: (host) => `the proxy forbids CONNECT to it: allow ${host} there, or take another proxy`,
  },
  {
    pattern: /(refused|closed) the connection[^:]*$/,
    remedy: () => 'check the address, and firewalls between',
  },
];
