import type { UnsignedRequest } from '../adapter/ApiRequest.js';
import { API } from '../adapter/hosts.js';
import { parseJson } from '../protocol/json.js';
import type { Verb } from '../protocol/methods.js';
import { DAY, HOUR, readTime } from '../protocol/time.js';
import { FORM } from '../runtime/outgoing.js';
import { REDACTED } from '../runtime/Secrets.js';
import { namesAccount } from './accountMasks.js';

/** How two requests that ask for the same differ. */
export interface Difference {
  /** How much further one looks back than the other, in ms: 0 where all values are the same. */
  time: number;
  /** Ids that each of the two made up for itself: the recorded one, and the one of now. */
  ids: [recorded: string, asked: string][];
}

/** When the two requests were made, in Unix ms. */
export interface Moments {
  recorded: number;
  /** What may pass for now. */
  asked: readonly number[];
}

const MADE_UP = /fmz[0-9a-f]{20,}/g;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Fields in which a client names its order. */
const CLIENT_ID = /client|clord|cloid|linkid|identifier|custom/i;

/**
 * Compares what two requests ask for. Times that lie as they do because of when they were asked for, and ids that the
 * client made up, may differ, and so may keys and accounts, which no recording has; everything else has to be the same.
 *
 * @returns `undefined` when they ask for different things.
 */
export function compareRequests(
  recorded: Readonly<Omit<PlainRequest, 'body'> & { body?: unknown }>,
  asked: PlainRequest,
  moments: Moments,
): Difference | undefined {
  const difference: Difference = { time: 0, ids: [] };
  const parts = ({ host = API, verb, path, query, body = '' }: typeof recorded) => [
    host,
    verb,
    path,
    query,
    body,
  ];
  return matches(parts(recorded), parts(asked), '') ? difference : undefined;

  function matches(before: unknown, now: unknown, name: string): boolean {
    const [old, recent] = [fieldsOf(before), fieldsOf(now)];
    if (!old || !recent) return !old && !recent && matchesValue(String(before), String(now), name);
    const names = Object.keys(old);
    return (
      Array.isArray(before) === Array.isArray(now) &&
      names.length === Object.keys(recent).length &&
      names.every(
        (key) => Object.hasOwn(recent, key) && matches(old[key], recent[key], /^\d+$/.test(key) ? name : key),
      )
    );
  }

  function matchesValue(before: string, now: string, name: string): boolean {
    return (
      before === now ||
      matchesMadeUp(before, now, name) ||
      matchesTime(before, now) ||
      isConcealed(before, now, name, asked.path)
    );
  }

  function matchesMadeUp(before: string, now: string, name: string): boolean {
    const pattern = CLIENT_ID.test(name) && UUID.test(before) ? UUID : MADE_UP;
    const pairs = idsOf(before, pattern).map((id, index): [string, string] => [
      id,
      idsOf(now, pattern)[index] ?? '',
    ]);
    const blank = (text: string) => text.replace(pattern, '*');
    if (pairs.length === 0 || blank(before) !== blank(now)) return false;
    difference.ids.push(...pairs);
    return true;
  }

  function matchesTime(before: string, now: string): boolean {
    const [old, recent] = [readTime(before), readTime(now)];
    if (!old || !recent || old.unit !== recent.unit) return false;
    const ago = moments.recorded - old.time;
    const gaps = moments.asked.map((moment) => Math.abs(moment - recent.time - ago));
    const gap = Math.min(...gaps);
    const near = Math.abs(ago) < DAY && moments.asked.some((moment) => Math.abs(moment - recent.time) < DAY);
    if (!near && gap >= HOUR) return false;
    difference.time = Math.max(difference.time, gap, 1);
    return true;
  }
}

/** Whether the recording has a mask or a blank where now a key or an account is named. */
function isConcealed(before: string, now: string, name: string, path: string): boolean {
  const look = (text: string) => text.replace(/\p{L}/gu, 'a').replace(/\p{N}/gu, '1');
  if (namesAccount(name, before, path) && look(before) === look(now)) return true;
  const [start = '', ...rest] = before.split(REDACTED);
  const end = rest.at(-1);
  return (
    end !== undefined && now.startsWith(start) && now.endsWith(end) && now.length >= start.length + end.length
  );
}

/** The members of an object or a list; `undefined` for a single value. */
function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function idsOf(text: string, pattern: RegExp): string[] {
  return text.match(pattern)?.slice(0, pattern.global ? undefined : 1) ?? [];
}

/** A request as a fixture has it: apart, and unsigned. */
export interface PlainRequest {
  /** `undefined` for `api`. */
  host?: string | undefined;
  verb: Verb;
  path: string;
  /** A name that occurs more than once has a list. */
  query: Record<string, string | string[]>;
  /** JSON and the fields of a form as data, other text as it is; `undefined` if there is none. */
  body: unknown;
}

/** Takes a request apart. */
export function requestOf({ host, method, path, headers, body }: Readonly<UnsignedRequest>): PlainRequest {
  const [endpoint = '/', search = ''] = path.split(/\?(.*)/s);
  const fields = headers['content-type'] === FORM && body ? queryOf(body) : undefined;
  return {
    ...(host !== API && { host }),
    ...{ verb: method, path: endpoint, query: queryOf(search), body: fields ?? bodyOf(body) },
  };
}

function queryOf(search: string): PlainRequest['query'] {
  const params = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function bodyOf(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
