import { createHmac } from 'node:crypto';
import { sameText } from '../exchange/sameText.js';
import type { WireRequest } from '../exchange/WireRequest.js';
import { Refusal } from './Answer.js';
import type { OkxAccount } from './OkxAccount.js';

const WINDOW_MS = 30_000;
const KEY_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ISO_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** base64(HMAC-SHA256(secret, timestamp + METHOD + path?query + body)). */
export function signatureOf(secret: string, timestamp: string, request: WireRequest): string {
  return createHmac('sha256', secret)
    .update(timestamp + request.method + request.target)
    .update(request.body)
    .digest('base64');
}

/**
 * The account whose keys signed this request.
 *
 * @throws Refusal without `data`, as the gateway answers.
 */
export function authenticate<A extends OkxAccount>(
  request: WireRequest,
  accounts: readonly A[],
  now: number,
): A {
  const key = header(request, 'ok-access-key', '50103');
  const passphrase = header(request, 'ok-access-passphrase', '50104');
  const sign = header(request, 'ok-access-sign', '50106');
  const timestamp = header(request, 'ok-access-timestamp', '50107');

  if (!ISO_FORM.test(timestamp)) throw refuse('50112', 'Invalid OK-ACCESS-TIMESTAMP');
  // NaN for a date that does not exist: refused as well.
  if (!(Math.abs(Date.parse(timestamp) - now) <= WINDOW_MS)) {
    throw refuse('50102', 'Timestamp request expired');
  }
  const account = accounts.find(({ accessKey }) => accessKey === key);
  if (!account) {
    throw KEY_FORM.test(key)
      ? refuse('50119', "API key doesn't exist")
      : refuse('50111', 'Invalid OK-ACCESS-KEY');
  }
  const simulated = request.headers['x-simulated-trading'] === '1';
  if (simulated !== (account.demo ?? false)) {
    throw refuse('50101', 'APIKey does not match current environment.');
  }
  if (passphrase !== account.passphrase) {
    throw refuse('50105', 'Request header OK-ACCESS-PASSPHRASE incorrect.');
  }
  if (!sameText(sign, signatureOf(account.secret, timestamp, request))) throw refuse('50113', 'Invalid Sign');
  return account;
}

function header(request: WireRequest, name: string, code: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value === '') {
    throw refuse(code, `Request header ${name.toUpperCase()} cannot be empty.`);
  }
  return value;
}

function refuse(code: string, message: string): Refusal {
  return new Refusal(code, message, { status: 401, hasData: false });
}
