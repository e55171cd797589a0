import { expect, test } from 'vitest';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, refused, sent, double } = useAlpacaPlugin({ timeout: 8000 });
const order = { symbol: 'AAPL_USD', type: 'buy', price: '200', amount: '4' };
const used = { code: 40010001, message: 'client_order_id must be unique' };
const down = { code: 50010000, message: 'internal server error' };

const carriedOut: [what: string, fault: FaultKind][] = [
  ['reset after it was carried out', { kind: 'reset-after' }],
  ['half an answer', { kind: 'half-body' }],
  ['broken JSON', { kind: 'broken-json' }],
  ['504', { kind: 'status-after', status: 504, body: { message: 'timeout' } }],
  ['500', { kind: 'status-after', status: 500, body: down }],
  ['429', { kind: 'status-after', status: 429, body: { code: 42910000, message: 'rate limit exceeded' } }],
  ['the id is used, by this very order', { kind: 'status-after', status: 422, body: used }],
  ['a page', { kind: 'status-after', status: 502, body: '<html><title>502 Bad Gateway</title></html>' }],
];

test.each(carriedOut)('%s: the order is found by its client order id', async (_what, fault) => {
  double().live.fault({ match: 'POST /v2/orders', ...fault });
  const { id } = await ok('trade', order);
  expect(id).toBe(`AAPL,${double().orders()[0]?.id}`);
  expect(sent()).toHaveLength(1);
  expect(double().orders()).toHaveLength(1);
});

const notCarriedOut: [what: string, fault: FaultKind][] = [
  ['504', { kind: 'status', status: 504, body: { message: 'timeout' } }],
  ['the id is used, by no order', { kind: 'status', status: 422, body: used }],
  ['a page', { kind: 'html', status: 502 }],
];

test.each(notCarriedOut)('%s, not carried out: unknown, and never sent again', async (_what, fault) => {
  double().live.fault({ match: 'POST /v2/orders', ...fault });
  const error = await refused('trade', order);
  expect(error).toMatch(/outcome unknown: .*AAPL,fmz[0-9a-f]{28} may have been carried out: ask GetOrder/);
  expect(sent()).toHaveLength(1);
  const [id] = /AAPL,fmz[0-9a-f]{28}/.exec(error) ?? [];
  expect(await refused('order', { id })).toMatch(/order not found/);
});

test('an order that may exist is asked for, and canceled, by its client order id', async () => {
  double().limits.hiddenFor = 60_000;
  double().live.fault({ match: 'POST /v2/orders', kind: 'reset-after' });
  const [id] = /AAPL,fmz[0-9a-f]{28}/.exec(await refused('trade', order)) ?? [];
  double().limits.hiddenFor = 0;
  expect(await ok('order', { id })).toMatchObject({
    id: `AAPL,${double().orders()[0]?.id}`,
    status: 'pending',
  });
  expect(await ok('cancel', { id })).toBe(true);
  expect(sent()).toHaveLength(1);
});

test('a page without keys is a refusal', async () => {
  const body = '<html><head><title>401 Authorization Required</title></head></html>';
  double().live.fault({
    match: 'POST /v2/orders',
    kind: 'status',
    status: 401,
    body,
    headers: { 'content-type': 'text/html' },
  });
  expect(await refused('trade', order)).toMatch(/^401 unauthorized/);
});
