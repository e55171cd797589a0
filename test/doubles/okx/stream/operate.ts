import { parseObject } from '../../exchange/parseObject.js';
import type { StreamLine } from '../../exchange/stream/StreamLine.js';
import { Refusal } from '../Answer.js';
import type { Market } from '../Market.js';
import { type Argument, isOffered, topicOf } from './topics.js';

const HOUR = 3_600_000;
const OPERATIONS_AN_HOUR = 480;

/**
 * What OKX does with what a client says: pings, subscriptions, and what it refuses. Each argument is acknowledged or
 * refused by itself.
 *
 * @param welcome called with what was subscribed to
 */
export function operate(
  line: StreamLine,
  text: string,
  market: Market,
  welcome: (argument: Argument) => void,
): void {
  if (text === 'ping') line.send('pong');
  else attempt(line, () => carryOut(line, text, market, welcome));
}

function carryOut(
  line: StreamLine,
  text: string,
  market: Market,
  welcome: (argument: Argument) => void,
): void {
  const request = parseObject(Buffer.from(text));
  if (!request) throw new Refusal('60012', `Invalid request: ${text}`);
  const { op, args } = request;
  const now = market.clock.now();
  line.operations.push(now);
  if (line.operations.filter((at) => at > now - HOUR).length > OPERATIONS_AN_HOUR) {
    throw new Refusal('60014', 'Requests too frequent.');
  }
  if (op !== 'subscribe' && op !== 'unsubscribe') throw new Refusal('60019', `Invalid op: ${String(op)}`);
  if (!Array.isArray(args) || args.length === 0) throw new Refusal('60013', 'Invalid args');
  for (const given of args) {
    attempt(line, () => {
      const argument = argumentOf(given);
      const topic = argument ? topicOf(argument) : '';
      if (op === 'subscribe' && line.suffers('no-ack', topic)) return;
      if (!argument || !isOffered(line.path, argument, market)) throw noSuch(given);
      if (op === 'subscribe' && line.suffers('refuse', topic)) throw noSuch(given);
      if (op === 'subscribe') line.topics.add(topic);
      else line.topics.delete(topic);
      line.send(JSON.stringify({ event: op, arg: given, connId: line.id }));
      if (op === 'subscribe') welcome(argument);
    });
  }
}

/** Does something, or says why it is refused. */
function attempt(line: StreamLine, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message: msg } = error;
    line.send(JSON.stringify({ event: 'error', code, msg, connId: line.id }));
  }
}

function noSuch(given: unknown): Refusal {
  const named = JSON.stringify(given).replaceAll(/[{}"]/g, '');
  return new Refusal(
    '60018',
    `Wrong URL or ${named} doesn't exist. Please use the correct URL, channel and parameters referring to API document.`,
  );
}

function argumentOf(given: unknown): Argument | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { channel, instId = '', instType = '' } = Object.fromEntries(Object.entries(given));
  return typeof channel === 'string' && typeof instId === 'string' && typeof instType === 'string'
    ? { channel, instId, instType }
    : undefined;
}
