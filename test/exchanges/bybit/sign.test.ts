import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { credentials } from '../../../src/exchanges/bybit/credentials.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { signBybit } from '../../../src/signing/signBybit.js';

const keys = { accessKey: 'key', secret: 'secret' };

test('a request that may travel for so long names the window in which Bybit takes it', () => {
  const { headers } = signBybit(
    { method: 'POST', path: '/x', headers: {}, body: '{}' },
    keys,
    1_607_418_537_715.4,
    {
      travel: 1999.9,
    },
  );
  expect(headers).toMatchObject({ 'X-BAPI-TIMESTAMP': '1607418537715', 'X-BAPI-RECV-WINDOW': '1999' });
});

const vectorFile = new URL('../../../../shared/fixtures/bybit/signature-vectors.json', import.meta.url);
describe.skipIf(!existsSync(vectorFile))('vectors computed by openssl', () => {
  const schema = v.object({
    apiKey: v.string(),
    secret: v.string(),
    timestamp: v.string(),
    recvWindow: v.string(),
    vectors: v.array(
      v.object({
        method: v.picklist(['GET', 'POST']),
        path: v.string(),
        query: v.string(),
        body: v.nullable(v.string()),
        sign: v.string(),
      }),
    ),
  });
  const file = existsSync(vectorFile)
    ? v.parse(schema, JSON.parse(readFileSync(vectorFile, 'utf8')))
    : { apiKey: '', secret: '', timestamp: '', recvWindow: '', vectors: [] };

  test.each(file.vectors)('$method $path', ({ method, path, query, body, sign }) => {
    const asked = query === '' ? path : `${path}?${query}`;
    const request = { method, path: asked, headers: {}, ...(body !== null && { body }) };
    const account = parseWith(credentials, { access_key: file.apiKey, secret_key: file.secret });
    const limits = { travel: Number(file.recvWindow) };
    expect(signBybit(request, account, Number(file.timestamp), limits).headers['X-BAPI-SIGN']).toBe(sign);
  });
});
