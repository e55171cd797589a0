import { parseObject } from '../exchange/parseObject.js';
import { invalid, missing, Refusal } from './Answer.js';

/** @throws Refusal 50014 when the query does not name it. */
export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw missing(name);
  return value;
}

/** A whole number of at least 1. @throws Refusal 51000 */
export function positiveInteger(query: URLSearchParams, name: string, fallback: number): number {
  const value = query.get(name);
  if (!value) return fallback;
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1) throw invalid(name);
  return Number(value);
}

/** As `positiveInteger`, refused above `max`. */
export function count(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const value = positiveInteger(query, name, fallback);
  if (value > max) throw invalid(name);
  return value;
}

/** Unix time in ms. @throws Refusal 51000 */
export function time(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw invalid(name);
  return Number(value);
}

/** A comma-separated list; undefined where the query does not name it. */
export function list(query: URLSearchParams, name: string, max: number): string[] | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  const items = value.split(',');
  if (items.length > max) throw invalid(name);
  return items;
}

/** The object in the body of a POST. @throws Refusal as the gateway answers. */
export function parseBody(contentType: string | undefined, body: Buffer): Record<string, unknown> {
  if (body.length === 0)
    throw new Refusal('50000', 'Body for POST request cannot be empty.', { status: 400 });
  if (!/^application\/json\b/i.test(contentType ?? '')) {
    throw new Refusal('50006', 'Invalid Content-Type, please use the "application/json" format.', {
      status: 400,
    });
  }
  const value = parseObject(body);
  if (!value) throw new Refusal('50002', 'JSON syntax error', { status: 400 });
  return value;
}
