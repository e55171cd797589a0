import { type PlainTemplate, say } from '../wording/say.js';
import { connectionCodeOf, isTimeout, NetworkError } from './NetworkError.js';
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
export function describeConnecting(error: unknown, facts: Facts): NetworkError {
  const { leg, host, proxy } = facts;
  if (error instanceof ProxyError) {
    return new NetworkError(error.message, { outcome: 'rejected', transient: false, cause: error });
  }
  const { whole, text, code, transient = true, advice } = failureOf(error, facts);
  const who = proxy && leg !== 'tls' ? proxy.name : host;
  const sentence = whole ?? `${who} ${text}`;
  const placed =
    proxy && leg === 'tls' ? say('{sentence}, behind {proxy}', { sentence, proxy: proxy.name }) : sentence;
  const failure = code ? `${placed} (${code})` : placed;
  const message = advice ? say('{failure}: {advice}', { failure, advice }) : failure;
  return new NetworkError(message, { outcome: 'rejected', transient, cause: error });
}

function failureOf(error: unknown, facts: Facts): Failure {
  if (facts.leg === 'tls' || facts.leg === 'proxy tls') return ofTls(error, facts);
  if (facts.leg === 'proxy tunnel' && facts.proxy) return ofTunnel(error, facts.host, facts.proxy);
  return ofTcp(error, facts);
}

/** What the system says when a connection cannot be made. */
const TCP: Readonly<Record<string, PlainTemplate>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection at once',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached: no network',
  ENETDOWN: 'cannot be reached: no network',
  ETIMEDOUT: 'could not be connected to in time',
  EADDRNOTAVAIL: 'could not be connected to, for this machine has no address or port left',
  EMFILE: 'could not be connected to, for this process has too many files open',
  ENFILE: 'could not be connected to, for this machine has too many files open',
  EACCES: 'could not be connected to, for this machine does not permit it',
  EPERM: 'could not be connected to, for this machine does not permit it',
  ENOTFOUND: 'could not be resolved',
  EAI_AGAIN: 'could not be resolved right now',
};

function ofTcp(error: unknown, facts: Facts): Failure {
  const code = connectionCodeOf(error);
  const text = TCP[code];
  if (text && ['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return ofName(say(text), code, facts);
  if (code === 'ECONNREFUSED' && facts.proxy) {
    const { variable } = facts.proxy;
    const advice = say('start the proxy, or correct or unset {variable}', { variable });
    return { text: say('refused the connection'), code, advice };
  }
  if (code === 'ECONNREFUSED' && facts.fix && facts.advise)
    return {
      text: say('refused the connection'),
      code,
      advice: say('check the port, or host= in the secret key'),
    };
  if (isTimeout(error)) return { text: say('could not be connected to in time'), ...withAdvice(facts) };
  const unreachable = ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ETIMEDOUT'].includes(code);
  return { text: say(text ?? 'could not be connected to'), code, ...(unreachable && withAdvice(facts)) };
}

/** @param problem of a name that has no address. */
function ofName(problem: string, code: string, facts: Facts): Failure {
  const { proxy, host } = facts;
  if (proxy) {
    const advice = say('correct or unset {variable}', { variable: proxy.variable });
    return { whole: say('the host name of {proxy} {problem}', { proxy: proxy.name, problem }), code, advice };
  }
  const whole = say('the host name {host} {problem}', { host, problem });
  if (!adviceFor(facts)) return { whole, code };
  // Accounts of one exchange may be at brokers of their own.
  const advice = facts.fix
    ? say('check the network, or set HTTPS_PROXY, or host= in the secret key')
    : say('check the network, or set HTTPS_PROXY; Paper works without a network');
  return { whole, code, advice };
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
    return { text: say('did not finish the TLS handshake in time'), ...(otherPort || withAdvice(facts)) };
  }
  if (CERTIFICATE.test(code))
    return { text: say('has a TLS certificate that cannot be verified'), code, transient: false };
  if (NO_TLS.test(code)) {
    const { variable = '' } = facts.proxy ?? {};
    const advice =
      facts.leg === 'proxy tls' ? say('write http:// instead of https:// in {variable}', { variable }) : '';
    return { text: say('does not speak TLS'), code, transient: false, advice, ...otherPort };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return {
      text: say('closed the connection in the TLS handshake'),
      code,
      ...(otherPort || withAdvice(facts)),
    };
  }
  return { text: say('broke the TLS handshake off'), code };
}

function ofTunnel(error: unknown, host: string, { variable, authorization }: HttpProxy): Failure {
  if (error instanceof TunnelRefused) {
    const { status } = error;
    const code = `HTTP ${status}`;
    if (status === 407) {
      return authorization === undefined
        ? {
            text: say('wants a user name and password'),
            transient: false,
            advice: `${variable}=http://USER:PASSWORD@HOST:PORT`,
          }
        : {
            text: say('does not take the user name and password of {variable}', { variable }),
            code,
            transient: false,
          };
    }
    const transient = status >= 500 || status === 408 || status === 429;
    const text = transient
      ? say('could not reach {host}', { host })
      : say('refused to connect to {host}', { host });
    return { text, code, transient };
  }
  if (isTimeout(error)) return { text: say('did not answer in time when it was asked for {host}', { host }) };
  const code = connectionCodeOf(error);
  const advice = say('see whether {variable} has its HTTP port', { variable });
  if (code.startsWith('HPE_')) {
    return { text: say('does not answer as an HTTP proxy does'), code, transient: false, advice };
  }
  return { text: say('closed the connection when it was asked for {host}', { host }), code, advice };
}

/** Where the way to an exchange is closed, a proxy is what helps: not where there is one, or a plugin is asked. */
function adviceFor({ advise, proxy }: Facts): string | undefined {
  return advise && !proxy ? say('check the network, or set HTTPS_PROXY') : undefined;
}

function withAdvice(facts: Facts): { advice?: string } {
  const advice = adviceFor(facts);
  return advice ? { advice } : {};
}
