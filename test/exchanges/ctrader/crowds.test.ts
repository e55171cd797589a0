import { describe, expect, test } from 'vitest';
import { defaultAccount, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { acceptors } from './acceptors.js';
import { resting, withCtrader } from './withCtrader.js';

const CROWD = 200;

describe.concurrent.each(acceptors)('many calls at once, at %s', (_name, start) => {
  test('200 orders: each is answered with its own id, over one session', async () => {
    await withCtrader(start, {}, async ({ acceptor, ok }) => {
      const amounts = Array.from({ length: CROWD }, (_, at) => 1000 * (at + 1));
      const placed: { id: string }[] = await Promise.all(
        amounts.map((amount) => ok('trade', { ...resting, amount: String(amount) })),
      );
      const sent = (await acceptor.received()).filter(({ type }) => type === 'D');
      const amountOf = new Map(
        sent.map(({ fields }) => {
          const field = (tag: number) => fields.find(([known]) => known === tag)?.[1] ?? '';
          return [`EURUSD,${field(11)}`, Number(field(38))];
        }),
      );
      expect(amountOf.size).toBe(CROWD);
      expect(placed.map(({ id }) => amountOf.get(id))).toEqual(amounts);
      const logons = (await acceptor.received()).filter(({ line, type }) => line === 'trade' && type === 'A');
      expect(logons).toHaveLength(1);

      const open: { id: string; amount: number }[] = await ok('orders');
      expect(open).toHaveLength(CROWD);
      for (const order of open) expect(order.amount).toBe(amountOf.get(order.id));
      const read: { amount: number }[] = await Promise.all(placed.map(({ id }) => ok('order', { id })));
      expect(read.map(({ amount }) => amount)).toEqual(amounts);
    });
  });

  test('another exchange is served while this one hangs', async () => {
    const okx = await startOkxDouble();
    try {
      await withCtrader(
        start,
        { baseUrls: { OKX: okx.url }, timeout: 20_000 },
        async ({ acceptor, plugin, ok, call }) => {
          const { accessKey, secret, passphrase } = defaultAccount;
          const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
          await ok('orders');
          await acceptor.fault('D', 'hang');
          let hanging = 0;
          const calls = Array.from({ length: 50 }, async () => {
            hanging += 1;
            const answer = await call('trade', resting);
            hanging -= 1;
            return answer;
          });
          const account = await plugin.call('OKX', 'accounts', {}, keys);
          expect(account.error).toBeUndefined();
          expect(hanging).toBeGreaterThan(0);
          const answers = await Promise.all(calls);
          for (const { data, error } of answers) expect(data === undefined).toBe(error !== undefined);
          // Nothing was sent twice, whatever was answered.
          const ids = (await acceptor.received()).flatMap(({ type, fields }) =>
            type === 'D' ? [fields.find(([tag]) => tag === 11)?.[1]] : [],
          );
          expect(new Set(ids).size).toBe(ids.length);
          expect(await ok('trade', resting)).toEqual({ id: expect.stringContaining('EURUSD,fmz') });
        },
      );
    } finally {
      await okx.close();
    }
  });
});
