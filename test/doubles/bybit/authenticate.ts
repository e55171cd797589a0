import { createHmac } from 'node:crypto';
import { sameText } from '../exchange/sameText.js';
import type { WireRequest } from '../exchange/WireRequest.js';
import type { BybitAccount } from './BybitAccount.js';
import { invalid, Refusal } from './Refusal.js';

const DEFAULT_WINDOW = '5000';
/** How far ahead a timestamp may be. */
const AHEAD_MS = 1000;

/** hex(HMAC-SHA256(secret, timestamp + key + window + (query of a GET | body of a POST))). */
export function signatureOf(secret: string, origin: string | Buffer): string {
  return createHmac('sha256', secret).update(origin).digest('hex');
}

/** What is signed: the query without its question mark or the body, byte for byte as they came. */
export function originOf(
  { method, target, body }: WireRequest,
  signed: { timestamp: string; accessKey: string; window: string },
): Buffer {
  const { timestamp, accessKey, window } = signed;
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const payload = method === 'GET' ? Buffer.from(query) : body;
  return Buffer.concat([Buffer.from(timestamp + accessKey + window), payload]);
}

/**
 * The state of the account whose key signed this request.
 *
 * @param now when it arrived, in Unix ms.
 * @param forgives in ms: so much longer are requests good for than they say.
 * @throws Refusal 10001 without the headers, 10002, 10003, 10004 or 10010
 */
export function authenticate<S extends { settings: BybitAccount }>(
  request: WireRequest,
  states: readonly S[],
  now: number,
  forgives: number,
): S {
  const [timestamp, accessKey, sign] = ['timestamp', 'api-key', 'sign'].map((name) => header(request, name));
  if (!timestamp || !accessKey || !sign) throw unsigned(timestamp, accessKey, sign);
  const window = header(request, 'recv-window');
  checkTime(timestamp, window || DEFAULT_WINDOW, now, forgives);
  const state = states.find(({ settings }) => settings.accessKey === accessKey);
  if (!state) throw new Refusal(10003, 'API key is invalid.', { status: 401 });
  const origin = originOf(request, { timestamp, accessKey, window });
  if (!sameText(sign, signatureOf(state.settings.secret, origin))) {
    // The exchange says what it signed itself, the key included.
    throw new Refusal(10004, `error sign! origin_string[${origin}]`);
  }
  const { ip } = state.settings;
  if (ip !== undefined && ip !== request.address) {
    throw new Refusal(10010, "Unmatched IP, please check your API key's bound IP addresses.");
  }
  return state;
}

function header({ headers }: WireRequest, name: string): string {
  const value = headers[`x-bapi-${name}`];
  return typeof value === 'string' ? value : '';
}

function checkTime(timestamp: string, window: string, now: number, forgives: number): void {
  const digits = /^\d+$/;
  if (!digits.test(timestamp) || !digits.test(window)) throw invalid('Request parameter error.');
  if (Number(timestamp) >= now - Number(window) - forgives && Number(timestamp) < now + AHEAD_MS) return;
  const told = `req_timestamp[${timestamp}],server_timestamp[${now}],recv_window[${window}]`;
  throw new Refusal(
    10002,
    `invalid request, please check your server timestamp or recv_window param. ${told}`,
  );
}

function unsigned(timestamp = '', accessKey = '', sign = ''): Refusal {
  const told = `apiTimestamp[${timestamp}] apiKey[${accessKey}] apiSignature[${sign}]`;
  return new Refusal(10001, `empty value: ${told}: openapi sign params error!`, { status: 401, empty: null });
}
