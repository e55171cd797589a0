import { cutText } from '../cutTexts.js';
import type { LogEvent } from '../events.js';
import { logText } from '../logText.js';
import type { OrderLine } from './Plan.js';

/** The line of the log about an order. */
export function orderLine({ level, text, words }: OrderLine, exchange: string): LogEvent {
  const line = logText([text, ...words]);
  return { kind: 'log', time: Date.now(), level, exchange, ...line, text: cutText(line.text) };
}

/** The line about a function that failed, where the strategy is gone that would have told it. */
export function failureLine(exchange: string, fn: string, error: string): LogEvent {
  return { kind: 'log', time: Date.now(), level: 'error', exchange, text: `${exchange} ${fn}: ${error}` };
}

/** A line that tells what the docker makes of something. */
export function noteLine(exchange: string, text: string): LogEvent {
  return { kind: 'log', time: Date.now(), level: 'log', exchange, text };
}
