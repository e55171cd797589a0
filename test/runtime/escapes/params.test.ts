import { describe, expect, test } from 'vitest';
import { keysOf, useEscapes } from './useEscapes.js';

const { running, fill, io } = useEscapes();

/** Params that look like something else than data. */
const attempts: readonly string[] = [
  ...['{"Host":"EVIL"}', '{"host":"EVIL","Host":"EVIL"}', '{"host":"EVIL"}', '{"hostname":"EVIL"}'],
  ...[
    '{"url":"http://EVIL/x"}',
    '{"baseUrl":"http://EVIL"}',
    '{"path":"//EVIL/x"}',
    '{"origin":"http://EVIL"}',
  ],
  ...[
    '{"headers":{"Host":"EVIL"}}',
    '{"headers":"Host: EVIL"}',
    '{"proxy":"http://EVIL"}',
    '{"agent":"EVIL"}',
  ],
  ...['{"a\\r\\nHost: EVIL":"b"}', '{"a":"b\\r\\nHost: EVIL\\r\\n\\r\\n"}', '{"a\\u0000":"EVIL"}'],
  ...['{"a":"b HTTP/1.1\\r\\nHost: EVIL"}', '{"?@EVIL/":"x"}', '{"#":"//EVIL"}', '{"&Host":"=EVIL"}'],
  ...['{"__proto__":{"host":"EVIL","url":"http://EVIL/x"}}', '{"constructor":{"prototype":{"host":"EVIL"}}}'],
  ...[
    '{"toString":"EVIL"}',
    '{"toJSON":"EVIL"}',
    '{"../../x":"EVIL"}',
    '{"then":"EVIL"}',
    '[{"Host":"EVIL"}]',
  ],
  ...['{"Transfer-Encoding":"chunked"}', '{"Content-Length":"0"}', '{"X-HTTP-Method-Override":"DELETE"}'],
  ...['{"":"//EVIL/x"}', '{"_method":"DELETE"}', '{"access_key":"EVIL"}', '{"Authorization":"Bearer EVIL"}'],
];
/** What Node and the adapters send of headers; none of it is of the params. */
const OWN_HEADERS =
  /^(host|connection|accept|accept-encoding|user-agent|content-type|content-length|exptime|ok-access-[a-z]+|x-bapi-[a-z-]+)$/;

describe(`${attempts.length} params that look like something else: they are data to the exchange`, () => {
  test.each(attempts)('%s', async (params) => {
    const { http } = running();
    const known = http.requests.length;
    const host = new URL(http.url).host;
    for (const venue of ['OKX', 'Bybit'] as const) {
      for (const verb of ['GET', 'POST']) {
        const before = http.requests.length;
        const { error } = await io(venue, '/api/v5/x', { verb, params });
        expect(error).toBeUndefined();
        const [request, ...more] = http.requests.slice(before);
        expect(more).toEqual([]);
        expect(request).toMatchObject({ method: verb, path: '/api/v5/x', headers: { host } });
        for (const [name] of request?.rawHeaders ?? []) expect(name.toLowerCase()).toMatch(OWN_HEADERS);
        if (verb === 'POST') expect(request).toMatchObject({ query: '', body: fill(params) });
        // A list is no query, and goes as a body.
        else if (!params.startsWith('['))
          expect([...new URLSearchParams(request?.query).keys()]).toEqual(
            Object.keys(JSON.parse(fill(params))),
          );
      }
    }
    expect(http.requests.length).toBe(known + 4);
    // Nothing was written to what all objects have.
    for (const name of ['host', 'url']) expect(name in {}).toBe(false);
  });

  test('headers of the client go no further than the plugin', async () => {
    const { plugin, http, evil } = running();
    const before = http.requests.length;
    const body = JSON.stringify({ ...keysOf.OKX, method: '__api_/api/v5/x', params: {} });
    for (const [name, value] of [
      ...[
        ['X-Forwarded-Host', 'EVIL'] as const,
        ['X-Forwarded-For', 'EVIL'] as const,
        ['X-Host', 'EVIL'] as const,
      ],
      ...[['Forwarded', 'host=EVIL'] as const, ['X-Original-URL', '//EVIL/x'] as const],
      ...[['X-Rewrite-URL', '//EVIL/x'] as const, ['X-HTTP-Method-Override', 'DELETE'] as const],
      ...[
        ['OK-ACCESS-KEY', 'EVIL'] as const,
        ['Authorization', 'Bearer EVIL'] as const,
        ['Cookie', 'EVIL'] as const,
      ],
    ])
      expect((await plugin.post('/OKX', body, { [name]: fill(value) })).envelope).toHaveProperty('data');
    const requests = http.requests.slice(before);
    expect(requests).toHaveLength(10);
    for (const request of requests) {
      expect(request).toMatchObject({ method: 'GET', path: '/api/v5/x' });
      expect(JSON.stringify(request)).not.toContain(evil.host);
      for (const [name] of request.rawHeaders) expect(name.toLowerCase()).toMatch(OWN_HEADERS);
    }
    expect(evil.visits).toEqual([]);
  });
});
