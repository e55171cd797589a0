import { type PlainTemplate, say } from '../wording/say.js';
import { ConnectionError, type ConnectionFault, connectionCodeOf, isTimeout } from './NetworkError.js';
import { type HttpProxy, ProxyError } from './Proxies.js';
import { TunnelRefused } from './sockets.js';

/** What is done to make a connection: to the exchange, or to the proxy and through it. */
export type Leg = 'tcp' | 'tls' | 'proxy tcp' | 'proxy tls' | 'proxy tunnel';

interface Facts {
  leg: Leg;
  /** Of the exchange. */
  host: string;
  proxy: HttpProxy | undefined;
  /** Whether to say what to do. */
  advise: boolean;
  /** Whether it speaks FIX: then TLS and plain TCP have ports of their own. */
  fix?: boolean;
}

/** What is known of a failure. */
interface Failure {
  kind: ConnectionFault;
  /** The rest of a sentence that begins with who failed. */
  text?: string;
  /** A sentence that does not begin with that. */
  whole?: string;
  code?: string;
  /** Whether another try may fare better. @default true */
  transient?: boolean;
  /** What to do about it. */
  advice?: string;
}

/** The error of a connection that could not be made: nothing was sent, and it says who failed in which way. */
export function describeConnecting(error: unknown, facts: Facts): ConnectionError {
  const { leg, host, proxy } = facts;
  if (error instanceof ProxyError)
    return new ConnectionError(error.message, {
      ...{ kind: 'setting', atProxy: true, transient: false, cause: error },
    });
  const { kind, whole, text, code, transient = true, advice } = failureOf(error, facts);
  const atProxy = proxy !== undefined && leg !== 'tls';
  const sentence = whole ?? `${atProxy ? proxy.name : host} ${text}`;
  const placed =
    proxy && leg === 'tls' ? say('{sentence}, behind {proxy}', { sentence, proxy: proxy.name }) : sentence;
  const failure = code ? `${placed} (${code})` : placed;
  return new ConnectionError(failure, { kind, atProxy, advice, transient, cause: error });
}

function failureOf(error: unknown, facts: Facts): Failure {
  if (facts.leg === 'tls' || facts.leg === 'proxy tls') return ofTls(error, facts);
  if (facts.leg === 'proxy tunnel' && facts.proxy) return ofTunnel(error, facts.host, facts.proxy);
  return ofTcp(error, facts);
}

/** What the system says when a connection cannot be made. */
const TCP: Readonly<Record<string, readonly [ConnectionFault, PlainTemplate]>> = {
  ECONNREFUSED: ['refused', 'refused the connection'],
  ECONNRESET: ['closed', 'closed the connection at once'],
  EHOSTUNREACH: ['unreachable', 'cannot be reached'],
  ENETUNREACH: ['unreachable', 'cannot be reached: no network'],
  ENETDOWN: ['unreachable', 'cannot be reached: no network'],
  ETIMEDOUT: ['late', 'could not be connected to in time'],
  EADDRNOTAVAIL: ['machine', 'could not be connected to, for this machine has no address or port left'],
  EMFILE: ['machine', 'could not be connected to, for this process has too many files open'],
  ENFILE: ['machine', 'could not be connected to, for this machine has too many files open'],
  EACCES: ['machine', 'could not be connected to, for this machine does not permit it'],
  EPERM: ['machine', 'could not be connected to, for this machine does not permit it'],
  ENOTFOUND: ['name', 'could not be resolved'],
  EAI_AGAIN: ['name', 'could not be resolved right now'],
};

function ofTcp(error: unknown, facts: Facts): Failure {
  const code = connectionCodeOf(error);
  const [kind, told] = TCP[code] ?? (isTimeout(error) ? TCP.ETIMEDOUT : undefined) ?? UNKNOWN;
  const text = say(told);
  if (kind === 'name') return ofName(text, code, facts);
  return { kind, text, code, ...adviceOn(kind, facts) };
}

const UNKNOWN: readonly [ConnectionFault, PlainTemplate] = ['other', 'could not be connected to'];

function adviceOn(kind: ConnectionFault, facts: Facts): { advice?: string } {
  if (kind === 'unreachable' || kind === 'late') return withAdvice(facts);
  if (kind !== 'refused') return {};
  if (facts.proxy) {
    const { variable } = facts.proxy;
    return { advice: say('start the proxy, or correct or unset {variable}', { variable }) };
  }
  return facts.fix && facts.advise ? { advice: say('check the port, or host= in the secret key') } : {};
}

/** @param problem of a name that has no address. */
function ofName(problem: string, code: string, facts: Facts): Failure {
  const { proxy, host } = facts;
  const kind = 'name';
  if (proxy) {
    const whole = say('the host name of {proxy} {problem}', { proxy: proxy.name, problem });
    return { kind, whole, code, advice: say('correct or unset {variable}', { variable: proxy.variable }) };
  }
  const whole = say('the host name {host} {problem}', { host, problem });
  if (!adviceFor(facts)) return { kind, whole, code };
  // Accounts of one exchange may be at brokers of their own.
  const advice = facts.fix
    ? say('check the network, or set HTTPS_PROXY, or host= in the secret key')
    : say('check the network, or set HTTPS_PROXY; Paper works without a network');
  return { kind, whole, code, advice };
}

// https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_)/;
const NO_TLS =
  /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL))$/;

function ofTls(error: unknown, facts: Facts): Failure {
  const code = connectionCodeOf(error);
  const otherPort = facts.fix && facts.leg === 'tls' && { advice: say('is this its port for TLS?') };
  if (isTimeout(error)) {
    const text = say('did not finish the TLS handshake in time');
    return { kind: 'late', text, ...(otherPort || withAdvice(facts)) };
  }
  if (CERTIFICATE.test(code)) {
    const text = say('has a TLS certificate that cannot be verified');
    return { kind: 'certificate', text, code, transient: false };
  }
  if (NO_TLS.test(code)) {
    const { variable = '' } = facts.proxy ?? {};
    const advice =
      facts.leg === 'proxy tls' ? say('write http:// instead of https:// in {variable}', { variable }) : '';
    return { kind: 'tls', text: say('does not speak TLS'), code, transient: false, advice, ...otherPort };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    const text = say('closed the connection in the TLS handshake');
    return { kind: 'closed', text, code, ...(otherPort || withAdvice(facts)) };
  }
  return { kind: 'tls', text: say('broke the TLS handshake off'), code };
}

function ofTunnel(error: unknown, host: string, { variable, authorization }: HttpProxy): Failure {
  if (error instanceof TunnelRefused) {
    const { status } = error;
    const code = `HTTP ${status}`;
    if (status === 407) {
      return authorization === undefined
        ? {
            kind: 'login',
            text: say('wants a user name and password'),
            transient: false,
            advice: `${variable}=http://USER:PASSWORD@HOST:PORT`,
          }
        : {
            kind: 'login',
            text: say('does not take the user name and password of {variable}', { variable }),
            code,
            transient: false,
          };
    }
    const transient = status >= 500 || status === 408 || status === 429;
    return transient
      ? { kind: 'tunnel', text: say('could not reach {host}', { host }), code }
      : { kind: 'forbidden', text: say('refused to connect to {host}', { host }), code, transient };
  }
  if (isTimeout(error))
    return { kind: 'late', text: say('did not answer in time when it was asked for {host}', { host }) };
  const code = connectionCodeOf(error);
  const advice = say('see whether {variable} has its HTTP port', { variable });
  if (code.startsWith('HPE_')) {
    const text = say('does not answer as an HTTP proxy does');
    return { kind: 'tunnel', text, code, transient: false, advice };
  }
  const text = say('closed the connection when it was asked for {host}', { host });
  return { kind: 'tunnel', text, code, advice };
}

/** Where the way to an exchange is closed, a proxy is what helps: not where there is one, or a plugin is asked. */
function adviceFor({ advise, proxy }: Facts): string | undefined {
  return advise && !proxy ? say('check the network, or set HTTPS_PROXY') : undefined;
}

function withAdvice(facts: Facts): { advice?: string } {
  const advice = adviceFor(facts);
  return advice ? { advice } : {};
}
