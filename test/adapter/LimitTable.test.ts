import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointLimit } from '../../src/adapter/EndpointLimit.js';
import { type Endpoint, type Limits, LimitTable } from '../../src/adapter/LimitTable.js';
import { networkExchange } from '../support/networkExchange.js';

const rate: EndpointLimit = { requests: 5, per: 1000, by: 'ip' };
const tableOf = (names: readonly string[], hosts = ['api', 'data']) => {
  const limits: Limits = { default: rate, ...Object.fromEntries(names.map((name) => [name, rate])) };
  return new LimitTable(limits, hosts);
};
const nameFor = (names: readonly string[], asked: string, host = 'api') => {
  const [verb, path = ''] = asked.split(' ');
  const endpoint: Endpoint = { host, verb: verb === 'DELETE' ? verb : 'GET', path };
  return tableOf(names).own(endpoint).name;
};

describe('which limit counts a request', () => {
  const names = [
    'GET *',
    'GET /v2/**',
    'GET /v2/stocks/*/bars',
    'GET /v2/stocks/*/*',
    'GET /v2/stocks/AAPL/bars',
    '* /v2/stocks/**',
    'data GET /v2/**',
    'data GET /v2/stocks/AAPL/bars',
    'DELETE /v2/orders/*',
  ];

  test.each([
    ['GET /v2/stocks/AAPL/bars', 'GET /v2/stocks/AAPL/bars'],
    ['GET /v2/stocks/AAPL/bars?limit=5', 'GET /v2/stocks/AAPL/bars'],
    ['GET /v2/stocks/MSFT/bars', 'GET /v2/stocks/*/bars'],
    ['GET /v2/stocks/MSFT/quotes', 'GET /v2/stocks/*/*'],
    ['GET /v2/stocks/MSFT/quotes/latest', '* /v2/stocks/**'],
    ['GET /v2/stocks', '* /v2/stocks/**'],
    ['GET /v2/account', 'GET /v2/**'],
    ['GET /v1/account', 'GET *'],
    ['GET /v2/orders/1', 'GET /v2/**'],
    ['DELETE /v2/orders/1', 'DELETE /v2/orders/*'],
    ['DELETE /v2/orders/', 'api DELETE /v2/orders/'],
    ['DELETE /v2/orders', 'api DELETE /v2/orders'],
    ['DELETE /v2/orders/1/2', 'api DELETE /v2/orders/1/2'],
  ])('%s', (asked, name) => {
    expect(nameFor(names, asked)).toBe(name);
  });

  test.each([
    ['GET /v2/account', 'data GET /v2/**'],
    ['GET /v2/stocks/AAPL/bars', 'data GET /v2/stocks/AAPL/bars'],
    ['GET /v2/stocks/MSFT/bars', 'GET /v2/stocks/*/bars'],
  ])('%s of another host', (asked, name) => {
    expect(nameFor(names, asked, 'data')).toBe(name);
  });

  test('the order in which they are written does not matter', () => {
    const asked = [
      'GET /v2/stocks/AAPL/bars',
      'GET /v2/stocks/M/bars',
      'GET /v2/stocks/M/q',
      'DELETE /v2/stocks/M',
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: names.length }),
        fc.constantFrom(...asked),
        fc.constantFrom('api', 'data'),
        (shuffled, one, host) => {
          expect(nameFor(shuffled, one, host)).toBe(nameFor(names, one, host));
        },
      ),
    );
  });

  test('"all", and that of the host, count every request besides', () => {
    const table = new LimitTable(
      { default: rate, all: rate, 'data all': rate, 'data default': { ...rate, group: 'x' } },
      ['api', 'data'],
    );
    const of = (host: string) => table.of({ host, verb: 'GET', path: '/a' }).map(({ name }) => name);
    expect(of('api')).toEqual(['api GET /a', 'all']);
    expect(of('data')).toEqual(['group x', 'data all', 'all']);
  });
});

describe('what can name no request is refused by defineExchange', () => {
  const known =
    'a limit is named default, all, or by a verb and a path, like "GET /v2/orders/*", where * stands for one segment and ** at the end for all that follow; "GET *" names every path';

  test.each([
    ['GTE /v2/orders', '"GTE" is not a verb, did you mean GET?'],
    ['get /v2/orders', '"get" is not a verb, did you mean GET?'],
    ['/v2/orders', '"/v2/orders" is not a verb'],
    ['defualt', '"defualt" is not a verb, did you mean default?'],
    ['GET', 'its path does not begin with /'],
    ['GET v2/orders', 'its path does not begin with /'],
    ['GET https://net.example/v2', 'its path does not begin with /'],
    ['GET /v2/orders/:id', 'write * instead of :id'],
    ['GET /v2/orders/{id}', 'write * instead of {id}'],
    ['GET /v2/orders/<id>/x', 'write * instead of <id>'],
    ['GET /v2/orders:*', 'a * stands for a whole segment, and orders:* is a part of one'],
    ['GET /v2/***', 'a * stands for a whole segment, and *** is a part of one'],
    ['GET /v2/**/bars', '** stands at the end of a path only'],
    ['GET /v2/orders?status=open', 'a path is named without its query'],
    ['GET /v2/a b', 'it has a blank in its path'],
    ['GET /v2/ä', 'no request is sent with such a path'],
    ['GET /v2/../v3', 'no request is sent with such a path'],
    ['GET //v2', 'no request is sent with such a path'],
    ['dat GET /v2', '"dat" is not a host of this exchange, which has api'],
    ['', '"" is not a verb'],
  ])('%j', (name, fault) => {
    const define = () => networkExchange({ limits: { default: rate, [name]: rate }, methods: {} });
    expect(define).toThrow(
      new TypeError(`limits: ${JSON.stringify(name)} names no requests: ${fault}; ${known}`),
    );
  });

  test('what another limit names already', () => {
    expect(() => tableOf(['GET *', 'GET /**'])).toThrow(
      'limits: "GET /**" and "GET *" are the same endpoints',
    );
  });

  test('a group that says different things, or is of "all"', () => {
    const of = (limits: Limits) => () => networkExchange({ limits, methods: {} });
    const group = 'orders';
    expect(
      of({ default: rate, 'GET /a': { ...rate, group }, 'GET /b': { ...rate, requests: 6, group } }),
    ).toThrow(
      'limits: "GET /a" and "GET /b" are of the group orders and say different things: a group has one limit',
    );
    expect(of({ default: rate, all: { ...rate, group } })).toThrow(
      'limits: "all" counts every request: it has no group',
    );
    expect(of({ default: rate, 'GET /a': { ...rate, group }, 'GET /b': { ...rate, group } })).not.toThrow();
  });

  test('whatever is written: what is taken names a request that it counts', () => {
    const segment = fc.constantFrom('*', '**', 'v2', 'orders', ':id', '{id}', 'a*', '', 'x.y', 'ü');
    const name = fc
      .tuple(fc.constantFrom('GET', 'DELETE', '*', 'get', 'api GET', 'data GET'), fc.array(segment))
      .map(([verb, segments]) => `${verb} /${segments.join('/')}`);
    fc.assert(
      fc.property(name, (written) => {
        let table: LimitTable;
        try {
          table = tableOf([written], ['api']);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          return;
        }
        const path = written.replace(/^[^/]*/, '').replace(/\*+/g, 'something');
        const verb = written.includes('DELETE') ? ('DELETE' as const) : ('GET' as const);
        expect(table.own({ host: 'api', verb, path }).name).toBe(written);
      }),
      { numRuns: 500 },
    );
  });
});
