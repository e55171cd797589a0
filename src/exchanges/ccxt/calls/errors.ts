import { ExchangeError, isDecisiveStatus, Unsupported } from '../../../adapter/ExchangeError.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { oneLine } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { messageOf } from '../../../protocol/thrown.js';
import { Secrets } from '../../../runtime/Secrets.js';
import { type PlainTemplate, say } from '../../../wording/say.js';
import { unreadable } from './answers.js';
import type { CcxtRun } from './callContext.js';
import { findRefusal, oddFigure } from './refusals.js';

const CLOCK = "check this machine's clock";
/** Nonces have to grow: a clock that is set back makes it worse. */
const NONCE = 'something else uses the same key, or did so with a clock that was ahead';

/** What a person can do, by the class of the error; the first that fits counts. */
const HINTS: readonly (readonly [string, PlainTemplate])[] = [
  ['InsufficientFunds', 'not enough funds'],
  ['OrderNotFound', 'the exchange has no such order, or does not keep it any more'],
  ['InvalidNonce', CLOCK],
  ['PermissionDenied', 'check what the API key may do, and from which IP address'],
  ['AccountSuspended', 'ask the exchange why'],
  ['AuthenticationError', 'check the keys'],
  ['OnMaintenance', 'the exchange is under maintenance'],
  ['RateLimitExceeded', 'too many requests'],
  ['DDoSProtection', 'too many requests'],
  ['BadSymbol', 'GetMarkets lists what is available'],
];

/** Classes that ccxt gives to an exchange's no, wherever it finds it in an answer. */
const REFUSALS = ['InsufficientFunds', 'InvalidOrder', 'AuthenticationError', 'OperationRejected'];
/** Words of an answer that leaves it open what became of a request. */
const DOUBTFUL =
  /timed?[ -]?out|unknown (status|state)|try again|busy|query the order|system error|server error|temporarily unavailable|service unavailable|超时|繁忙|稍后/i;
/** Classes of failures that leave it open what became of a request. */
const INDECISIVE = ['NetworkError', 'OperationFailed', 'BadResponse', 'NullResponse'];
/** A no before anything was done, though ccxt files it under the network. */
const REFUSED_AT_ONCE = ['InvalidNonce', 'OnMaintenance'];

/**
 * What happened, in fmzproto's terms, with the exchange's own text. Of a write only a reply that ccxt read as the
 * exchange's no is a rejection.
 *
 * @param facts.name of the exchange, for people.
 * @param facts.fmz the function that was called.
 * @param facts.keyed whether it is signed.
 * @param facts.secrets what no text may show.
 */
export function toError(
  error: unknown,
  run: CcxtRun,
  facts: { name: string; fmz: string; keyed: boolean; secrets: readonly string[] },
): unknown {
  if (error instanceof ProtocolError || error instanceof NetworkError || error instanceof ExchangeError)
    return error;
  const classes = errorClasses(error);
  const secrets = new Secrets();
  secrets.addValues(facts.secrets);
  const said = (text: string) => secrets.redact(oneLine(text));
  const own = said(withoutAddress(messageOf(error), facts.name));
  if (run.sent === 0) {
    if (classes.includes('NotSupported'))
      return new Unsupported(
        say('{name} does not support {method} here: {own}', { name: facts.name, method: facts.fmz, own }),
        { cause: error },
      );
    const message = own || say('ccxt failed without a word');
    if (classes.includes('BaseError')) return new ProtocolError(message, { cause: error });
    // Whatever went wrong in ccxt's code: there is nothing yet that could have been carried out.
    return new NetworkError(
      facts.keyed
        ? say('ccxt cannot make or sign the request: {message}; check the keys and the params', { message })
        : say('ccxt cannot make the request: {message}', { message }),
      { outcome: 'rejected', transient: false, cause: error },
    );
  }
  const reply = run.replies.at(-1);
  const unread = reply && unreadable(reply);
  if (unread) return unread;
  const outcome = isRejection(classes, run, reply) ? 'rejected' : 'unknown';
  if (!classes.includes('BaseError')) {
    const odd = oddFigure(messageOf(error), run.replies);
    return new NetworkError(
      say('ccxt could not make sense of the answer: {problem}', { problem: odd ? said(odd) : own }),
      {
        outcome: 'unknown',
        transient: false,
        cause: error,
      },
    );
  }
  const { code = '', message } = refusalIn(run, reply, own) ?? {};
  const unauthorized = reply?.status === 401 ? 'AuthenticationError' : '';
  const known = HINTS.find(([name]) => classes.includes(name) || name === unauthorized)?.[1];
  const hint =
    known === CLOCK && /nonce/i.test(message ?? own) && !/time/i.test(message ?? own) ? NONCE : known;
  return new ExchangeError({
    code: said(code),
    message: message === undefined ? own : said(message),
    hint: hint && say(hint),
    outcome,
  });
}

/**
 * What the exchange gave as its reason. A reply that ccxt found no error in is none, unless ccxt's own words quote it: it
 * may be the good answer to a request before the one that ccxt did not even send.
 */
function refusalIn(
  { accepted }: CcxtRun,
  reply: Reply | undefined,
  own: string,
): ReturnType<typeof findRefusal> {
  const refusal = reply && findRefusal(reply.json);
  return accepted && refusal && !own.includes(oneLine(refusal.message)) ? undefined : refusal;
}

/** Whether the exchange refused a request, before anything was done, for the time in it. */
export function isClockRefusal(error: unknown): boolean {
  return error instanceof ExchangeError && error.hint === CLOCK && error.outcome === 'rejected';
}

function isRejection(classes: readonly string[], run: CcxtRun, reply: Reply | undefined): boolean {
  if (!reply || run.replies.length < run.sent) return false;
  // Bitfinex says no with HTTP 500: what ccxt has a class for is a no all the same.
  if (reply.status === 500) return classes.some((name) => REFUSALS.includes(name));
  if (!isDecisiveStatus(reply.status)) return false;
  if (classes.some((name) => REFUSED_AT_ONCE.includes(name))) return !run.accepted;
  const said = findRefusal(reply.json)?.message;
  // To ccxt an exchange is not available that answers 400.
  if (reply.status >= 400 && said !== undefined) return !DOUBTFUL.test(said);
  if (classes.some((name) => INDECISIVE.includes(name))) return false;
  if (run.accepted) return classes.some((name) => REFUSALS.includes(name));
  // What ccxt has no class for.
  if (classes[0] === 'ExchangeError' && DOUBTFUL.test(said ?? '')) return false;
  return classes.includes('ExchangeError');
}

/** ccxt puts the id, the verb and the whole address in front, and there may be keys in the address. */
function withoutAddress(message: string, name: string): string {
  const id = name.slice(name.lastIndexOf('/') + 1);
  return (message.startsWith(`${id} `) ? message.slice(id.length + 1) : message)
    .replace(/\b(GET|POST|PUT|DELETE|PATCH) https?:\/\/\S+\s*/g, '')
    .replace(/https?:\/\/\S+/g, '');
}

/** The names of an error's class and of those it extends, nearest first: how ccxt says what happened. */
function errorClasses(error: unknown): string[] {
  const names: string[] = [];
  let type: unknown = error instanceof Error ? error.constructor : undefined;
  while (typeof type === 'function' && type !== Function.prototype) {
    names.push(type.name);
    type = Object.getPrototypeOf(type);
  }
  return names;
}

/** @see https://docs.ccxt.com/#/?id=exception-hierarchy */
export function isClassOfError(error: unknown, name: string): boolean {
  return errorClasses(error).includes(name);
}

/** Whether this plugin, ccxt or the exchange refused a request as it is, so that another one may fare better. */
export function isRefusal(error: unknown): boolean {
  const classes = errorClasses(error);
  return (
    error instanceof ProtocolError ||
    (classes.includes('ExchangeError') && !classes.includes('AuthenticationError'))
  );
}

/** Whether ccxt refused to list something of all instruments at once. */
export function wantsSymbol(error: unknown): error is Error {
  return (
    isClassOfError(error, 'ArgumentsRequired') && error instanceof Error && /symbol/i.test(error.message)
  );
}
