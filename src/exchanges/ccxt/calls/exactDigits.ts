import { randomUUID } from 'node:crypto';
import { compareDecimals, toDecimal } from '../../../protocol/decimal.js';
import { replaceNumbers } from '../../../protocol/json.js';
import type { Verb } from '../../../protocol/methods.js';
import { escapeRegExp } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';

type Values = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * The params of an IO call, and how they arrive as FMZ wrote them. ccxt signs what it writes down itself, and its numbers
 * lose digits: words stand for those that would, until ccxt has written them down.
 */
export class ExactParams {
  /** For ccxt: a list, or values by name. */
  readonly values: Values;
  readonly #mark = `fmz${randomUUID().replaceAll('-', '')}n`;
  readonly #numbers: string[] = [];
  readonly #restored = new Set<string>();

  /**
   * @param params as they were parsed.
   * @param text the same, as FMZ wrote it.
   */
  constructor(params: Values, text: string | undefined) {
    const parsed: unknown = text === undefined ? params : JSON.parse(replaceNumbers(text, this.#keep));
    const values = typeof parsed === 'object' && parsed !== null ? parsed : params;
    if (Array.isArray(values)) this.values = values.length > 0 ? values : {};
    else this.values = { ...values };
  }

  /** A value of the params as text, with the digits that FMZ wrote. */
  textOf(value: unknown): string {
    return this.restore(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 'text');
  }

  /** Puts the numbers back into what ccxt has written down. */
  restore(text: string, form: 'json' | 'query' | 'text'): string {
    if (!text.includes(this.#mark)) return text;
    return text.replace(
      new RegExp(`"${this.#mark}(\\d+)z"|${this.#mark}(\\d+)z`, 'g'),
      (_, quoted?: string, plain?: string) => {
        const number = this.#numbers[Number(quoted ?? plain)] ?? '';
        if (form !== 'text') this.#restored.add(number);
        return form === 'query' ? encodeURIComponent(number) : number;
      },
    );
  }

  /**
   * @param request that ccxt has composed.
   * @throws ProtocolError where it does not hold the list, or all digits of a number.
   */
  check({
    url,
    headers,
    body = '',
  }: {
    url: string;
    headers: Readonly<Record<string, string>>;
    body?: string;
  }): void {
    if (Array.isArray(this.values) && !isListOf(body, this.values.length))
      throw new ProtocolError(say('ccxt cannot send a list there: the params must be values by name'));
    const left = JSON.stringify([url, headers, body]);
    const lost = this.#numbers.find(
      (number, at) => left.includes(`${this.#mark}${at}z`) || !this.#restored.has(number),
    );
    if (lost !== undefined)
      throw new ProtocolError(say('{lost} cannot be sent exactly: write it as a string, "{lost}"', { lost }));
  }

  readonly #keep = (digits: string): string => {
    if (String(Number(digits)) === digits) return digits;
    this.#numbers.push(digits);
    return `"${this.#mark}${this.#numbers.length - 1}z"`;
  };
}

function isListOf(body: string, length: number): boolean {
  try {
    const sent: unknown = JSON.parse(body);
    return Array.isArray(sent) && sent.length === length;
  } catch {
    return false;
  }
}

/** @throws ProtocolError where no number of a request equals the one it is about. */
export function checkCarries(
  decimal: string,
  { method, url, body = '' }: { method: Verb; url: string; body?: string },
): void {
  if (method === 'GET') return;
  const numbers = `${body} ${url.split('?')[1] ?? ''}`.match(/\d+(\.\d+)?([eE][+-]?\d+)?/g) ?? [];
  const equal = (text: string) => compareDecimals(toDecimal(text) ?? '-1', decimal) === 0;
  if (numbers.some(equal)) return;
  throw new ProtocolError(say('amount {decimal} cannot be sent exactly: use fewer digits', { decimal }));
}

/** A text in which a number was made of an order's id, with all its digits: above 2^53 it is the id of another order. */
export function restoreId(text: string, id: string): string {
  const rounded = String(Number(id));
  if (!/^\d{16,}$/.test(id) || rounded === id) return text;
  return text.replace(new RegExp(`(?<![\\d.])${escapeRegExp(rounded)}(?![\\d.])`, 'g'), id);
}

/** Whether a request names another order: one whose id is what ccxt made of this one as a number. */
export function isMisread(id: string, request: string): boolean {
  if (request.includes(id) || request.includes(encodeURIComponent(id))) return false;
  if (Number.isNaN(Number(id)) && /[:=](null|NaN)(?![\w.])/.test(request)) return true;
  const numbers = [Number(id), Number.parseInt(id, 10), Number.parseFloat(id)]
    .filter(Number.isFinite)
    .map(String);
  return numbers.some((number) => new RegExp(`(?<![\\w.-])${escapeRegExp(number)}(?![\\w.-])`).test(request));
}
