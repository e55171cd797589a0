import { parseObject } from '../exchange/parseObject.js';
import { type Category, isCategory } from './Instrument.js';
import { badParameter, invalid } from './Refusal.js';

/** @throws Refusal 10001 */
export function category(value: unknown): Category {
  if (!isCategory(value)) throw invalid('Illegal category');
  return value;
}

/** The category of a request about contracts. @throws Refusal 10001 */
export function contractCategory(value: unknown): 'linear' | 'inverse' {
  const named = category(value);
  if (named === 'spot') throw invalid('Illegal category');
  return named;
}

/** A whole number of a query. @throws Refusal 10001 outside 1 to `max` */
export function limit(query: URLSearchParams, fallback: number, max: number): number {
  const value = query.get('limit');
  if (!value) return fallback;
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1 || Number(value) > max) {
    throw invalid(`params error: limit should be between 1 and ${max}`);
  }
  return Number(value);
}

/** What a cursor says, which may come back as it was given or decoded once. @throws Refusal 10001 */
export function cursor(query: URLSearchParams, name: string): string | undefined {
  const given = query.get('cursor');
  if (!given) return undefined;
  const value = new URLSearchParams(decoded(given)).get(name);
  if (!value) throw invalid('params error: cursor invalid');
  return value;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Unix time in ms. @throws Refusal 10001 */
export function time(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw badParameter();
  return Number(value);
}

/** A string member of a body, "" where it is absent or null. @throws Refusal 10001 */
export function text(body: Record<string, unknown>, name: string): string {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw badParameter();
  return value;
}

/** A boolean member of a body. @throws Refusal 10001 */
export function flag(body: Record<string, unknown>, name: string): boolean {
  const value = body[name] ?? false;
  if (typeof value !== 'boolean') throw badParameter();
  return value;
}

/** The object in the body of a POST. @throws Refusal 10001 */
export function parseBody(contentType: string | undefined, body: Buffer): Record<string, unknown> {
  const value = /^application\/json\b/i.test(contentType ?? '') ? parseObject(body) : undefined;
  if (!value) throw badParameter();
  return value;
}
