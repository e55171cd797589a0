import { describe, expect, test } from 'vitest';
import { useEscapes, venues } from './useEscapes.js';

const { refused } = useEscapes();

/** A path that each exchange has. */
const PATHS = {
  OKX: '/api/v5/public/time',
  Bybit: '/v5/market/time',
  bitvavo: '/v2/time',
  CTrader: '/trade/AF',
};

/** What is no verb of an exchange's API, as a header of the client can say it. */
const words = [
  ...[
    'TRACE',
    'CONNECT',
    'OPTIONS',
    'HEAD',
    'PROPFIND',
    'MOVE',
    'PURGE',
    'QUERY',
    'PRI',
    'GETS',
    'GE',
    '*',
    '',
  ],
  ...[
    'GET /x',
    'GET //EVIL/x HTTP/1.1',
    'GET HTTP/1.1',
    'GET\tPOST',
    'GET,POST',
    'GET, DELETE',
    'POST;x',
    'GET:',
  ],
  ...[
    'G\u00c9T',
    'G\u00a0ET',
    'http://EVIL/',
    '__proto__',
    'constructor',
    'toString',
    '0',
    'null',
    '[object Object]',
  ],
];

describe(`${words.length} words that are no verb`, () => {
  test.each(words)('%j', async (verb) => {
    for (const venue of venues)
      expect(await refused(venue, PATHS[venue], { verb })).toContain('verb must be one of GET, POST');
  });
});
