import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { createClientOrderId, isClientOrderId } from '../../src/adapter/orderIds.js';
import { writeOnce } from '../../src/adapter/writeOnce.js';
import { knownIds } from '../../src/exchanges/ccxt/library/findCcxt.js';
import { factsOf } from '../../src/exchanges/ccxt/venues.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { describeError, keepVisible } from '../../src/server/describeError.js';
import { startRecordingServer } from '../../src/testing.js';
import { bybit } from '../exchanges/bybit/bybit.js';
import { type Bench, createBench } from '../exchanges/native/createBench.js';
import { okx } from '../exchanges/okx/okx.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { startPlugin } from '../support/startPlugin.js';

// The sample of SetErrorFilter in FMZ's documents, on one line.
const FILTER =
  /502:|503:|tcp|character|unexpected|network|timeout|WSARecv|Connect|GetAddr|no such|reset|http|received|EOF|reused/i;
// As a status; in a longer number, such as an order's id, the sample does not look for them.
const NUMBERS = /(?<!\w)50[23](?!\w)/;
const hidden = (line: string) => FILTER.test(line) || NUMBERS.test(line);

const words = [
  ...['502', '503', 'tcp', 'character', 'unexpected', 'network', 'timeout', 'WSARecv', 'Connect', 'GetAddr'],
  ...[
    'no such',
    'reset',
    'http',
    'received',
    'EOF',
    'reused',
    'https://',
    'ECONNRESET',
    'disconnected',
    'HTTP 502',
  ],
  ...[
    'connection',
    'there',
    'of',
    'net',
    'work',
    'time',
    'out',
    'con',
    'nect',
    '50',
    '2',
    '_',
    ' ',
    '(',
    ')',
  ],
];
const anyCase = fc
  .tuple(fc.constantFrom(...words), fc.boolean())
  .map(([word, upper]) => (upper ? word.toUpperCase() : word.toLowerCase()));
const texts = fc
  .array(fc.oneof(anyCase, fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('a line with an unknown outcome is never hidden', () => {
  test('whatever the cause says', () => {
    const facts = { writing: true, written: true, posted: true, sent: true, clean: (text: string) => text };
    fc.assert(
      fc.property(texts, texts, (message, code) => {
        const errors = [
          new NetworkError(message, { outcome: 'unknown' }),
          new NetworkError(`outcome unknown: ${message}`, { outcome: 'unknown' }),
          new ExchangeError({ code, message, hint: message, outcome: 'unknown' }),
          new TypeError(message),
          message,
        ];
        for (const error of errors) {
          const { line } = describeError(error, facts);
          expect(hidden(line)).toBe(false);
          expect(line).toMatch(/^outcome unknown: |outcome unknown/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('other lines are left as they are, and so are rejections', () => {
    const facts = { writing: true, written: false, posted: false, sent: true, clean: (text: string) => text };
    const error = new NetworkError('a.example reset the connection', { outcome: 'unknown' });
    expect(describeError(error, facts).line).toMatch(/^a\.example reset the connection; nothing was changed/);
    for (const order of ['BTC-USDT,1', 'BTC-USDT,6808502749904384', 'linear:BTCUSDT,c6f0503d-7f21'])
      expect(keepVisible(`order ${order} may`)).toBe(`order ${order} may`);
  });

  test('what was said otherwise is in the log as it was', () => {
    const facts = { writing: true, written: true, posted: true, sent: true, clean: (text: string) => text };
    const { line, causes } = describeError(
      new ExchangeError({ code: '50004', message: 'API endpoint request timeout', outcome: 'unknown' }),
      facts,
    );
    expect(line).toMatch(/^outcome unknown: 50004 API endpoint request time-out; it may have been/);
    expect(causes[0]).toMatch(/^outcome unknown: 50004 API endpoint request timeout; /);
  });
});

describe('client order ids', () => {
  test('cannot spell what is hidden, and those of before are still known', () => {
    for (let index = 0; index < 20_000; index += 1) {
      const id = createClientOrderId();
      expect(isClientOrderId(id)).toBe(true);
      if (hidden(id)) throw new Error(id);
    }
    expect(isClientOrderId('fmz8b1f0c2d4e6a7f90123456502abc')).toBe(true);
  });

  test('nor can those of the exchanges of ccxt', () => {
    for (const id of knownIds) {
      for (let index = 0; index < 300; index += 1) {
        const own = factsOf(id).clientOrderId?.() ?? '';
        if (hidden(own)) throw new Error(`${id}: ${own}`);
      }
    }
  });
});

describe('over the wire', () => {
  const faults = [
    { kind: 'status', status: 502, body: '<html><title>502 Bad Gateway</title></html>' },
    { kind: 'status', status: 503, body: 'upstream connect error or disconnect/reset before headers' },
    { kind: 'reset-after' },
    { kind: 'half-body' },
    { kind: 'broken-json' },
    { kind: 'never' },
  ] as const;

  describe.each([
    ['OKX', okx],
    ['Bybit', bybit],
  ] as const)('%s', (_name, exchange) => {
    let bench: Bench | undefined;
    afterEach(() => bench?.close());

    test.each(faults)('$kind $status', async (fault) => {
      bench = createBench<Awaited<ReturnType<typeof exchange.start>>, object>(exchange, 1500);
      await bench.open();
      // On a busy machine the instruments alone may take as long as a call has.
      const ask = () => bench?.call('ticker', { symbol: 'BTC_USDT' });
      await expect.poll(ask).toHaveProperty('data');
      bench.double.fault({ match: '*', times: Number.POSITIVE_INFINITY, ...fault });
      const { error = '' } = await bench.call('cancel', {
        id: `${exchange.idOf.spot},1502503`,
        symbol: 'BTC_USDT',
      });
      expect(error).toMatch(/^outcome unknown: /);
      expect(hidden(error)).toBe(false);
      bench.double.clearFaults();
    });

    test.each([
      ['trade', { symbol: 'BTC_USDT', type: 'buy', price: '10', amount: '1' }, String.raw`order .*\w{10,}`],
      ['cancel', { id: `${exchange.idOf.spot},1234567890` }, `order ${exchange.idOf.spot},1234567890`],
      [
        'modifyorder',
        { id: `${exchange.idOf.spot},1234567890`, symbol: 'BTC_USDT', type: 'buy', price: '11', amount: '1' },
        `order ${exchange.idOf.spot},1234567890`,
      ],
    ])(
      '%s: however long the exchange explains itself, the id and the advice are there',
      async (method, params, subject) => {
        bench = createBench<Awaited<ReturnType<typeof exchange.start>>, object>(exchange, 1500);
        await bench.open();
        // What an order needs to be known beforehand.
        const place = () =>
          bench?.call('trade', { symbol: 'BTC_USDT', type: 'buy', price: '10', amount: '1' });
        await expect.poll(place).toHaveProperty('data');
        const text = 'Service temporarily unavailable. '.repeat(40);
        const body = { code: '50001', msg: text, retCode: 10016, retMsg: text };
        bench.double.fault({
          match: '*',
          times: Number.POSITIVE_INFINITY,
          kind: 'status',
          status: 500,
          body,
        });
        const { error = '' } = await bench.call(method, params);
        expect(error).toMatch(/^outcome unknown: .*Service temporarily unavailable/);
        expect(error).toMatch(new RegExp(`${subject} may have been carried out: [a-z].*[a-z]$`));
        bench.double.clearFaults();
      },
    );
  });

  test('the line that writeOnce words', async () => {
    const server = await startRecordingServer(() => ({
      status: 502,
      body: 'no such host: connection reset, EOF',
    }));
    const adapter = networkExchange({
      reject: (reply) => void reply.json,
      methods: {
        async trade(_params, api) {
          await writeOnce(api, {
            subject: 'order BTC-USDT,fmz502503',
            advice: 'ask GetOrder for that id before ordering again',
            expires: false,
            send: (limits) => api.signedPost('/order', {}, limits),
            find: async () => ({ state: 'none' }),
          });
          return { data: { id: '1' } };
        },
      },
    });
    const plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url }, timeout: 1000 });
    const { error = '' } = await plugin.call('Net', 'trade', netOrder, netKeys);
    await plugin.stop();
    await server.close();
    expect(error).toMatch(
      /^outcome unknown: .*; the order BTC-USDT,fmz502503 may have been carried out: ask GetOrder/,
    );
    expect(hidden(error)).toBe(false);
  });
});
