import { describe, expect, test } from 'vitest';
import { withBench } from './createBench.js';
import type { NativeExchange } from './NativeExchange.js';
import { toldAs } from './toldAs.js';
import type { WriteFacts } from './WriteFacts.js';
import { limitOrder, writesOf } from './writesOf.js';

/** What becomes of writes without a usable answer, by what the exchange then shows. */
export function describeLookups(exchange: NativeExchange, facts: WriteFacts): void {
  const { name, paths, idOf } = exchange;
  const setting = { timeout: 20_000, options: exchange.contracts };
  const writes = writesOf(facts);

  describe.concurrent(`a look at ${name} that says little`, () => {
    test('an order that is to be seen a moment late is found', async () => {
      await withBench(exchange, setting, async ({ double, call }) => {
        double.fault({ match: `POST ${paths.trade}`, kind: 'reset-after' });
        for (const match of facts.lookups)
          double.fault({ match, kind: 'json', times: 2, body: facts.nothing });
        expect((await call('trade', limitOrder)).data).toEqual({ id: exchange.placed(double)[0]?.id });
      });
    });

    test('a look without a result leaves an order unknown, and its own id finds and cancels it', async () => {
      await withBench(exchange, setting, async ({ double, call }) => {
        double.fault({ match: `POST ${paths.trade}`, kind: 'reset-after' });
        for (const match of facts.lookups) double.fault({ match, times: 99, ...facts.silent });
        const { error } = await call('trade', limitOrder);
        expect(error).toMatch(toldAs.unknown);
        const [id] = new RegExp(`${idOf.spot},fmz[0-9a-f]{28}`).exec(error ?? '') ?? [];
        double.clearFaults();
        const found = Object((await call('order', { id })).data);
        expect(found).toMatchObject({ id: exchange.placed(double)[0]?.id });
        expect((await call('cancel', { id })).data).toBe(true);
      });
    });

    test.each(['cancel', 'modifyorder'] as const)(
      '%s of an order that cannot be found is unknown',
      async (method) => {
        await withBench(exchange, setting, async (bench) => {
          const params = await writes[method].prepare(bench);
          bench.double.fault({ match: `POST ${paths[method]}`, kind: 'reset-before' });
          for (const match of facts.lookups)
            bench.double.fault({ match, kind: 'json', times: 99, body: facts.nothing });
          expect((await bench.call(method, params)).error).toMatch(toldAs.unknown);
        });
      },
    );
  });

  describe('answers that look like a refusal and are none', () => {
    test.concurrent.each([
      ['408', 408, exchange.refusal(408, 'Request Timeout')] as const,
      ['499', 499, exchange.refusal(499, 'client closed')] as const,
      ...facts.indecisive,
    ])('%s: the order is looked up', async (_what, status, body) => {
      await withBench(exchange, setting, async ({ double, call }) => {
        double.fault({ match: `POST ${paths.trade}`, kind: 'status-after', status, body });
        expect(await call('trade', limitOrder)).toMatchObject({
          data: { id: exchange.placed(double)[0]?.id },
        });
      });
    });
  });
}
