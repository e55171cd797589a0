import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { signBybit } from '../../src/signing/signBybit.js';
import { signOkx } from '../../src/signing/signOkx.js';

const fileOf = (exchange: string) =>
  new URL(`../../../shared/fixtures/${exchange}/signature-vectors.json`, import.meta.url);
const verb = v.picklist(['GET', 'POST']);
const body = v.nullable(v.string());

function read<Output>(file: URL, schema: v.GenericSchema<unknown, Output>): Output {
  return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
}

describe.skipIf(!existsSync(fileOf('bybit')))('Bybit, computed by openssl', () => {
  test('each vector', () => {
    const { vectors, ...account } = read(
      fileOf('bybit'),
      v.object({
        ...{ apiKey: v.string(), secret: v.string(), timestamp: v.string() },
        vectors: v.array(
          v.object({ method: verb, path: v.string(), query: v.string(), body, sign: v.string() }),
        ),
      }),
    );
    expect(vectors.length).toBeGreaterThan(0);
    for (const { method, path, query, body, sign } of vectors) {
      const request = { method, path: query ? `${path}?${query}` : path, headers: {}, ...(body && { body }) };
      const keys = { accessKey: account.apiKey, secret: account.secret };
      expect(signBybit(request, keys, Number(account.timestamp)).headers).toEqual({
        'X-BAPI-API-KEY': account.apiKey,
        'X-BAPI-TIMESTAMP': account.timestamp,
        'X-BAPI-RECV-WINDOW': '5000',
        'X-BAPI-SIGN': sign,
      });
    }
  });
});

describe.skipIf(!existsSync(fileOf('okx')))('OKX, computed by openssl', () => {
  test('each vector', () => {
    const { vectors, ...account } = read(
      fileOf('okx'),
      v.object({
        ...{ apiKey: v.string(), secret: v.string(), passphrase: v.string() },
        vectors: v.array(
          v.object({ method: verb, requestPath: v.string(), body, timestamp: v.string(), sign: v.string() }),
        ),
      }),
    );
    expect(vectors.length).toBeGreaterThan(0);
    for (const { method, requestPath, body, timestamp, sign } of vectors) {
      const request = { method, path: requestPath, headers: {}, ...(body !== null && { body }) };
      const keys = { accessKey: account.apiKey, secret: account.secret, passphrase: account.passphrase };
      expect(signOkx(request, keys, Date.parse(timestamp)).headers['OK-ACCESS-SIGN']).toBe(sign);
    }
  });
});
