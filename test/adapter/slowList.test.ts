import { expect, test } from 'vitest';
import type { Instrument } from '../../src/adapter/Instrument.js';
import { Instruments } from '../../src/adapter/Instruments.js';
import { checkSteps, withSteps } from '../../src/adapter/steps.js';
import { parseSymbol } from '../../src/protocol/symbol.js';

interface Row {
  lotSize: string;
}

/** An exchange whose list is read at once for the first time, and then only when the test lets it. */
function slowExchange() {
  const held: ((row: Row) => void)[] = [];
  let reads = 0;
  const instruments = new Instruments<Row, 'spot'>({
    exchange: 'Example',
    lists: ['spot'],
    listOf: () => 'spot',
    async read() {
      reads += 1;
      const row = reads === 1 ? { lotSize: '1' } : await new Promise<Row>((resolve) => held.push(resolve));
      const facts = { list: 'spot', id: 'A-B', kind: 'spot', base: 'A', quote: 'B', standard: true } as const;
      return { instruments: [{ ...facts, row }], replies: [] };
    },
    delistedName: (id) => id,
  });
  const unasked = () => Promise.reject(new Error('not asked'));
  const api = () => ({
    ...{
      get: unasked,
      signedGet: unasked,
      request: unasked,
      fix: { lines: [], ask: unasked, follow: unasked },
    },
    ...{ hasKeys: false, accountId: '', now: () => Date.now(), warn: () => undefined },
  });
  const order = async (amount: string): Promise<string> => {
    const symbol = parseSymbol('A_B');
    if (!symbol) throw new Error('no symbol');
    const caller = api();
    const found: Instrument<Row, 'spot'> = await instruments.find(caller, symbol);
    return withSteps(caller, instruments, found, {
      check: ({ row }) => checkSteps('A_B', { amount }, { ...row, minimum: '', tickSize: '' }),
      work: async () => `placed ${amount}`,
      isOffStep: () => false,
    });
  };
  return { order, held, reads: () => reads };
}

test('a refusal for a step does not wait for a list that takes long, which is renewed all the same', async () => {
  const { order, held, reads } = slowExchange();
  expect(await order('1')).toBe('placed 1');
  // The list is still being read when this is answered.
  await expect(order('0.5')).rejects.toThrow('amount 0.5 is not a multiple of the lot size 1 of A_B');
  expect({ held: held.length, reads: reads() }).toEqual({ held: 1, reads: 2 });
  held[0]?.({ lotSize: '0.5' });
  await expect.poll(() => order('0.5').catch(String)).toBe('placed 0.5');
  expect(reads()).toBe(2);
});

test('where the list comes soon, the order is checked against it', async () => {
  const { order, held } = slowExchange();
  await order('1');
  const placed = order('0.5');
  await expect.poll(() => held.length).toBe(1);
  held[0]?.({ lotSize: '0.5' });
  expect(await placed).toBe('placed 0.5');
});
