import { ExchangeError } from '../adapter/ExchangeError.js';
import { NetworkError } from '../http/NetworkError.js';
import { AdapterFault } from '../loading/adapterFaults.js';
import { oneLine } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { NoPlace } from './guards/Places.js';

/** What is known of a request that failed. */
export interface FailureFacts {
  /** Whether it is to change something at the exchange. */
  writing: boolean;
  /** Whether it may have done so. */
  written: boolean;
  /** Whether a request that may do so was sent to the exchange. */
  posted: boolean;
  /** Whether anything was sent to the exchange. */
  sent: boolean;
  /** Takes keys out of a text that came from elsewhere. */
  clean(text: string): string;
}

/** A failure in words. */
export interface Failure {
  /** For FMZ: one line that says what is known, and never more than is known. */
  line: string;
  /** For the log: what lies behind it, outermost first. */
  causes: string[];
  kind: ErrorKind;
}

/**
 * Whose fault it was: the exchange refused it, it gave no usable answer in time, there was no place for it, the request was wrong, or this program or an
 * adapter has a fault; `unknown_outcome` where it may have changed something.
 */
export type ErrorKind = 'refused' | 'network' | 'busy' | 'request' | 'internal' | 'unknown_outcome';

/** Says what became of a request that failed. A line with an unknown outcome passes FMZ's documented log filter. */
export function describeError(error: unknown, facts: FailureFacts): Failure {
  const line = oneLine(message(error, facts.clean), 600);
  const causes = causesOf(error).map(facts.clean);
  const kind = kindOf(error);
  if (isRejected(error, facts))
    return { line: line + (error instanceof NetworkError ? unsent(line, facts) : ''), causes, kind };
  if (!facts.written) return { line: line + (facts.writing ? unsent(line, facts) : ''), causes, kind };
  const whole = /outcome unknown/.test(line)
    ? line
    : say(
        'outcome unknown: {line}; it may have been carried out, look at the orders before sending it again',
        { line },
      );
  const shown = keepVisible(whole);
  return {
    line: shown,
    causes: shown === whole ? causes : [whole, ...causes],
    kind: 'unknown_outcome',
  };
}

function kindOf(error: unknown): ErrorKind {
  if (error instanceof ExchangeError) return 'refused';
  if (error instanceof NetworkError) return 'network';
  if (error instanceof NoPlace) return 'busy';
  return error instanceof ProtocolError ? 'request' : 'internal';
}

/** What was wrong with the request is no longer the answer once something that writes was sent. */
function isRejected(error: unknown, { posted }: FailureFacts): boolean {
  return outcomeOf(error) === 'rejected' && !(error instanceof ProtocolError && posted);
}

function unsent(line: string, { writing, written, sent }: FailureFacts): string {
  if (!sent) return /nothing was sent）?$/.test(line) ? '' : say('; nothing was sent');
  return writing && !written ? say('; nothing was changed, it failed before that') : '';
}

/** The messages behind an error, outermost first. */
function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  for (let next = error; next instanceof Error && causes.length < 8; next = next.cause) {
    const told = next === error && (outcomeOf(next) !== undefined || next instanceof AdapterFault);
    if (!told) causes.push(next.stack ?? String(next));
  }
  return causes;
}

function message(error: unknown, clean: (text: string) => string): string {
  if (error instanceof ExchangeError) {
    const text = clean(`${error.code} ${error.message.trim()}`.trim());
    return error.hint ? oneLine(text, 400) + say(' ({hint})', { hint: error.hint }) : text;
  }
  const text = clean(messageOf(error));
  if (error instanceof ProtocolError || error instanceof NetworkError) return text;
  const shown = text.replace(/\n\s+at .*/gs, '');
  return error instanceof AdapterFault
    ? say('internal error in {place}: {text}', { place: error.place, text: shown })
    : say('internal error: {text}', { text: shown });
}

function outcomeOf(error: unknown): 'rejected' | 'unknown' | undefined {
  if (error instanceof ExchangeError || error instanceof NetworkError || error instanceof ProtocolError) {
    return error.outcome;
  }
  return undefined;
}

/**
 * By these words the sample of SetErrorFilter in FMZ's documents hides lines from a robot's log; many robots have it as
 * it is.
 *
 * @see https://www.fmz.com/api#seterrorfilter
 */
const HIDING =
  /(?<!\w)50[23](?!\w)|50[23](?=:)|tcp|character|unexpected|network|timeout|wsarecv|connect|getaddr|no such|reset|http|received|eof|reused/giu;

/** How they are said otherwise: in a text's own language, which is most often English. Codes of the system are left to the log of fmzproto. */
const OTHERWISE: readonly [RegExp, string][] = [
  [/\s*\((?:E[A-Z]{3,}|UND_ERR_[A-Z_]+)\)/g, ''],
  [/https?:\/\//gi, ''],
  [/(?<=\p{Script=Han}) ?HTTP(?= \d)/gu, '状态码'],
  [/\bHTTP(?= \d)/gi, 'status'],
  [/\bunexpected\b/gi, 'odd'],
  [/\bdisconnected\b/gi, 'cut off'],
  [/\bconnection(?=s?\b)/gi, 'link'],
  [/\breceived\b/gi, 'taken'],
  [/\btimeout\b/gi, 'time-out'],
  [/\bno such\b/gi, 'no'],
  [/\breset\b/gi, 'broken off'],
  [/\bnetwork\b/gi, 'net'],
  [/\bcharacter(?=s?\b)/gi, 'letter'],
  [/\bEOF\b/gi, 'end'],
  [/\breused\b/gi, 'used again'],
];

/**
 * A line that has to be seen, without the words by which FMZ's documented filter would hide it: said otherwise where
 * there are other words, and else broken by an underscore. Longer numbers, such as ids of orders, keep their digits: the
 * sample hides 502 and 503 before a colon.
 *
 * @example keepVisible('answered HTTP 502: connection reset') // 'answered status 50_2: link broken off'
 */
export function keepVisible(line: string): string {
  let text = OTHERWISE.reduce((said, [words, other]) => said.replace(words, other), line);
  while (text.search(HIDING) >= 0) text = text.replace(HIDING, breakUp);
  return text;
}

function breakUp(word: string): string {
  const half = Math.ceil(word.length / 2);
  return `${word.slice(0, half)}_${word.slice(half)}`;
}
