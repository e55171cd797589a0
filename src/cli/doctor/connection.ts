import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { openSocket } from '../../http/connect.js';
import { connectionCodeOf, NetworkError } from '../../http/NetworkError.js';
import type { Proxies } from '../../http/Proxies.js';
import { listed, type PlainTemplate, say } from '../../wording/say.js';
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
    const way = { host: url.host, took: Math.round(performance.now() - started) };
    const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
    socket.destroy();
    if (!certificate) return { status: 'ok', text: say('{host} in {took} ms, without TLS', way) };
    return describeCertificate(way, new Date(certificate.valid_to), Date.now());
  } catch (error) {
    if (error instanceof NetworkError) return describeFailure(error, url);
    return {
      status: 'fail',
      text: say('{host} could not be connected to within {seconds} s', {
        host: url.host,
        seconds: timeout / 1000,
      }),
      remedy: say('check the network, or set HTTPS_PROXY'),
    };
  }
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

function describeFailure({ message }: NetworkError, { host, hostname }: URL): Result {
  // Most sentences say what to do themselves.
  const remedy = remedyFor(message, host, hostname);
  return { status: 'fail', text: message, ...(remedy !== undefined && { remedy }) };
}

/** @param message in the language that is spoken. */
function remedyFor(message: string, host: string, hostname: string): string | undefined {
  if (message.includes(say('has a TLS certificate that cannot be verified')))
    return say(
      'somebody stands between, or a company reads along: name the file of its authority in NODE_EXTRA_CA_CERTS if you trust it; also check the date of this machine',
    );
  if (message.includes(say('refused to connect to {host}', { host })))
    return say('the proxy forbids CONNECT to it: allow {host} there, or take another proxy', {
      host: hostname,
    });
  const ending = ENDINGS.map((one) => say(one)).find((one) => message.includes(one));
  const unadvised = ending !== undefined && /^[^:：]*$/.test(message.slice(message.indexOf(ending)));
  return unadvised ? say('check the address, and firewalls between') : undefined;
}

/** How the other side ends a connection. */
const ENDINGS: readonly PlainTemplate[] = [
  'refused the connection',
  'closed the connection at once',
  'closed the connection in the TLS handshake',
];
