import type { Exchange } from 'ccxt';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { OutgoingRequest } from '../../src/adapter/ApiRequest.js';
import type { PassphraseKeys } from '../../src/signing/ApiKeys.js';

export const at = 1_700_000_000_123;
export const nonce = '6f5570df-d8bc-4daf-85b4-976733feb624';

export type Call = [path: string, api: string | string[], verb: 'GET' | 'POST' | 'DELETE', params: object];
export type Signer = new (account: object) => Exchange;
export type Preset = (request: OutgoingRequest, keys: PassphraseKeys) => OutgoingRequest;

const answer = v.object({
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  body: v.optional(v.string()),
});

/** Has ccxt sign a call, takes its signature off again, and expects the preset to put the same one on. */
export function expectSame(Signer: Signer, preset: Preset, keys: PassphraseKeys, call: Call): void {
  const exchange = new Signer({ apiKey: keys.accessKey, secret: keys.secret, password: keys.passphrase });
  const time = exchange.id === 'coinbaseexchange' ? Math.floor(at / 1000) : at;
  Object.assign(exchange, { nonce: () => time, milliseconds: () => at, uuid: () => nonce });
  const theirs = v.parse(answer, exchange.sign(...call));
  const path = theirs.url.replace(/^https:\/\/[^/]+/, '').replace(/&signature=.*$/, '');
  const body = theirs.body?.replace(/^nonce=\d+&|(?<=^\{)"nonce":"\d+",/, '');
  const ours = preset({ method: call[2], path, headers: {}, ...(body !== undefined && { body }) }, keys);
  expect(lowerCase(theirs.headers)).toMatchObject(lowerCase(ours.headers));
  expect(`${new URL(theirs.url).origin}${ours.path}`).toBe(theirs.url);
  expect(ours.body).toBe(theirs.body);
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
