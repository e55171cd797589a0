import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { openSocket } from '../../http/connect.js';
import { ConnectionError, type ConnectionFault, connectionCodeOf } from '../../http/NetworkError.js';
import type { Proxies } from '../../http/Proxies.js';
import { listed, say } from '../../wording/say.js';
import { type Result, skipped } from './Finding.js';

/** Certificates are renewed some weeks before they expire: less is left, and nobody looks after it. In days. */
const RENEWED = 14;
const DAY = 86_400_000;

/** What the address of a host name is. @param url of an exchange. */
export async function checkName(url: URL, proxies: Proxies): Promise<Result> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return skipped(say('{host} is an address already', { host }));
  const proxy = proxies.for(url);
  if (proxy) return skipped(say('{proxy} looks {host} up', { proxy: proxy.name, host }));
  try {
    const found = await lookup(host, { all: true });
    const addresses = listed(found.slice(0, 2).map(({ address }) => address));
    return { status: 'ok', text: say('{host} is {addresses}', { host, addresses }) };
  } catch (error) {
    const text = say('the host name {host} {problem}', { host, problem: say('could not be resolved') });
    return {
      status: 'fail',
      text: `${text} (${connectionCodeOf(error)})`,
      remedy: say('check the network and its DNS server, or set HTTPS_PROXY'),
    };
  }
}

/** A connection that was tried. */
interface Trial {
  result: Result;
  /** Whether it failed at the proxy, and not at what lies behind. */
  atProxy: boolean;
}

/**
 * Whether a connection can be made: TCP, TLS with a certificate that is verified, and the proxy where there is one.
 *
 * @param url with the scheme of HTTP or FIX.
 * @param timeout in ms.
 */
export async function tryConnection(url: URL, proxies: Proxies, timeout: number): Promise<Trial> {
  const started = performance.now();
  let late: (() => ConnectionError) | undefined;
  const onAttempt = (describe: () => ConnectionError) => {
    late = describe;
  };
  try {
    const signal = AbortSignal.timeout(timeout);
    const socket = await openSocket(url, { proxies, advise: true, signal, onAttempt });
    const way = { host: url.host, took: Math.round(performance.now() - started) };
    const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
    socket.destroy();
    if (certificate) return passed(describeCertificate(way, new Date(certificate.valid_to), Date.now()));
    return passed({ status: 'ok', text: say('{host} in {took} ms, without TLS', way) });
  } catch (error) {
    const fault = error instanceof ConnectionError ? error : late?.();
    if (!fault) throw error;
    return { result: describeFailure(fault, url), atProxy: fault.atProxy };
  }
}

function passed(result: Result): Trial {
  return { result, atProxy: false };
}

/** @param way.took in ms. @param expires when the certificate does. @param now in Unix ms. */
function describeCertificate(way: { host: string; took: number }, expires: Date, now: number): Result {
  const days = Math.floor((expires.getTime() - now) / DAY);
  const date = expires.toISOString().slice(0, 10);
  const text = say('{host} in {took} ms, TLS verified until {date}', { ...way, date });
  if (days >= RENEWED) return { status: 'ok', text };
  return {
    status: 'warn',
    text,
    remedy: say('the exchange has to renew its certificate: expect it to fail then'),
  };
}

function describeFailure({ kind, failure, advice }: ConnectionError, { hostname }: URL): Result {
  const remedy = advice ?? remedyFor(kind, hostname);
  return { status: 'fail', text: failure, ...(remedy !== undefined && { remedy }) };
}

function remedyFor(kind: ConnectionFault, host: string): string | undefined {
  switch (kind) {
    case 'certificate':
      return say(
        'somebody stands between, or a company reads along: name the file of its authority in NODE_EXTRA_CA_CERTS if you trust it; also check the date of this machine',
      );
    case 'forbidden':
      return say('the proxy forbids CONNECT to it: allow {host} there, or take another proxy', { host });
    case 'refused':
    case 'closed':
    case 'unreachable':
    case 'late':
    case 'tls':
    case 'tunnel':
      return say('check the address, and firewalls between');
    default:
      return undefined;
  }
}
