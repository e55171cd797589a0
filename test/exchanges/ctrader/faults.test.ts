import { describe, expect, test } from 'vitest';
import type { Fault } from '../../doubles/ctrader/CtraderAcceptor.js';
import { acceptors } from './acceptors.js';
import { resting, withCtrader } from './withCtrader.js';

/** What FMZ is answered. */
type Answer = 'done' | 'unknown' | 'refused';

/** For each fault: what is answered, and whether the acceptor has carried the request out. */
const faults: readonly (readonly [fault: Fault, answer: Answer, carriedOut: boolean])[] = [
  ['lose', 'done', true],
  ['late', 'done', true],
  ['duplicate', 'done', true],
  ['gap', 'done', true],
  ['cutBefore', 'unknown', false],
  ['cutAfter', 'done', true],
  ['hang', 'unknown', false],
  ['refuse', 'refused', false],
  ['logout', 'done', true],
  ['garbage', 'done', true],
  ['wrongChecksum', 'done', true],
];

/** In ms: what stays unknown is looked for until the time is up; what is found has to be found on a busy machine too. */
const timeoutOf = (answer: Answer) => (answer === 'unknown' ? 12_000 : 40_000);

describe.concurrent.each(acceptors)(
  'an order whose report is lost, late or spoilt, at %s',
  (_name, start) => {
    test.each(faults)('%s: %s', async (fault, answer, carriedOut) => {
      await withCtrader(start, { timeout: timeoutOf(answer) }, async (bench) => {
        await bench.ok('orders');
        await bench.acceptor.fault('D', fault);
        const { data, error } = await bench.call('trade', resting);
        const [clientId = '', ...others] = await bench.sent('D');
        expect(others).toEqual([]);
        const id = `EURUSD,${clientId}`;
        if (answer === 'done') expect(data).toEqual({ id });
        if (answer === 'unknown')
          expect(error).toMatch(`the order ${id} may have been carried out: ask GetOrder`);
        if (answer === 'refused') expect(error).toContain('TRADING_DISABLED');

        await bench.acceptor.release();
        const open: { id: string }[] = await bench.ok('orders');
        expect(open.map((order) => order.id)).toEqual(carriedOut ? [id] : []);
        if (carriedOut)
          expect(await bench.ok('order', { id })).toMatchObject({ id, price: 1.08, amount: 1000 });
        else expect(await bench.refused('order', { id })).toMatch(/not found/);
        // What comes next goes its usual way.
        const next = await bench.ok('trade', resting);
        expect(await bench.sent('D')).toEqual([clientId, next.id.replace('EURUSD,', '')]);
      });
    });
  },
);

describe.concurrent.each(acceptors)(
  'a cancellation whose report is lost, late or spoilt, at %s',
  (_name, start) => {
    test.each(faults)('%s: %s', async (fault, answer, carriedOut) => {
      await withCtrader(start, { timeout: timeoutOf(answer) }, async (bench) => {
        const { id } = await bench.ok('trade', resting);
        await bench.acceptor.fault('F', fault);
        const { data, error } = await bench.call('cancel', { id });
        if (answer === 'done') expect(data).toBe(true);
        if (answer === 'unknown')
          expect(error).toMatch(`the cancellation of order ${id} may have been carried out: cancel it again`);
        if (answer === 'refused') expect(error).toContain('TRADING_DISABLED');
        expect(await bench.acceptor.count('F')).toBe(1);

        await bench.acceptor.release();
        const status = carriedOut ? 'canceled' : 'pending';
        expect(await bench.ok('order', { id })).toMatchObject({ id, status });
        // The advice holds: once more does what has not been done.
        if (!carriedOut) expect(await bench.ok('cancel', { id })).toBe(true);
        expect(await bench.ok('orders')).toEqual([]);
        expect(await bench.acceptor.count('D')).toBe(1);
      });
    });
  },
);

describe.concurrent.each(acceptors)(
  'a change whose report is lost, late or spoilt, at %s',
  (_name, start) => {
    test.each(faults)('%s: %s', async (fault, answer, carriedOut) => {
      await withCtrader(start, { timeout: timeoutOf(answer) }, async (bench) => {
        const { id } = await bench.ok('trade', resting);
        await bench.acceptor.fault('G', fault);
        const change = { id, ...resting, price: '1.081', amount: '2000' };
        const { data, error } = await bench.call('modifyorder', change);
        if (answer === 'unknown')
          expect(error).toMatch(`the change of order ${id} may have been carried out: ask GetOrder`);
        if (answer === 'refused') expect(error).toContain('TRADING_DISABLED');
        expect(await bench.acceptor.count('G')).toBe(1);

        await bench.acceptor.release();
        // Whatever the order is called from then on, it is answered to, and listed by.
        const now: string = answer === 'done' ? Object(data).id : id;
        const terms = carriedOut ? { price: 1.081, amount: 2000 } : { price: 1.08, amount: 1000 };
        expect(await bench.ok('order', { id: now })).toMatchObject({ id: now, ...terms, status: 'pending' });
        expect(await bench.ok('orders')).toMatchObject([{ id: now, ...terms }]);
        const again = carriedOut ? now : (await bench.ok('modifyorder', change)).id;
        expect(await bench.ok('order', { id: again })).toMatchObject({ price: 1.081, amount: 2000 });
        expect(await bench.ok('cancel', { id: again })).toBe(true);
        expect(await bench.ok('orders')).toEqual([]);
        expect(await bench.acceptor.count('D')).toBe(1);
      });
    });
  },
);
