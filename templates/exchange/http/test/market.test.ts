import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Respond, testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { startServer } from './startServer.ts';

/** The adapter in front of a server that answers so; both are closed when the test is over. */
async function open(t: TestContext, answer: Respond) {
  const server = await startServer(answer);
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url });
  t.after(() => tester.close());
  return tester;
}

test("the exchange's error comes through as one line", async (t) => {
  const tester = await open(t, ({ path }) =>
    // FILL IN: the path of the ticker, and an error as the exchange sends it.
    // #if rest
    path === '/api/v1/ticker'
      ? { status: 422, body: { code: 40020, message: 'symbol is\nsuspended' } }
      : undefined,
    // #else
    path === '/api/v1/ticker' ? { body: { code: 40020, message: 'symbol is\nsuspended' } } : undefined,
    // #end
  );
  await assert.rejects(tester.call('ticker', { symbol: '__symbol__' }), {
    message: '40020 symbol is suspended',
  });
});

test('a symbol that the exchange lacks is named', async (t) => {
  const tester = await open(t, () => undefined);
  const call = tester.call('ticker', { symbol: '__missingSymbol__' });
  await assert.rejects(call, /__displayName__ has no "__missingSymbol__"/);
});
