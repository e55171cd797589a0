import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { escapes, harmless } from './paths.js';
import { keysOf, useEscapes, venues } from './useEscapes.js';

const { running, fill, io, refused } = useEscapes();
const attempts = Object.entries(escapes).flatMap(([how, paths]) => paths.map((path) => ({ how, path })));

describe(`${attempts.length} paths that try to leave the exchange's API`, () => {
  test('are different ones, and more than 60', () => {
    expect(new Set(attempts.map(({ path }) => path)).size).toBe(attempts.length);
    expect(attempts.length).toBeGreaterThanOrEqual(60);
  });

  test.each(attempts)('$how: $path', async ({ path }) => {
    for (const venue of venues) {
      for (const verb of ['GET', 'POST']) await refused(venue, path, { verb, params: '{"a":"1"}' });
    }
  });
});

describe('paths that look odd and lead nowhere else', () => {
  test.each(harmless)('$path: $why', async ({ path, sent = path }) => {
    const { http } = running();
    const host = new URL(http.url).host;
    const [, secret = ''] = /^([^,]*)/.exec(keysOf.OKX.secret_key) ?? [];
    for (const venue of ['OKX', 'Bybit'] as const) {
      const before = http.requests.length;
      expect(await io(venue, path)).toHaveProperty('data');
      const requests = http.requests.slice(before);
      expect(requests.map(({ path, query }) => (query === '' ? path : `${path}?${query}`))).toEqual([
        fill(sent),
      ]);
      expect(requests[0]?.headers.host).toBe(host);
    }
    // The signature is one of what is sent, and of nothing else.
    const { headers } = http.requests.at(-2) ?? {};
    const text = `${headers?.['ok-access-timestamp']}GET${fill(sent)}`;
    const signature = createHmac('sha256', secret).update(text).digest('base64');
    expect(headers?.['ok-access-sign']).toBe(signature);
  });
});
