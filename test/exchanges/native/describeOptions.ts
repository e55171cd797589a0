import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';

/** What the shared tests of order options have to know of an exchange. */
export interface OptionFacts {
  /** An amount that every USDT contract takes. */
  unit: string;
  /** What is in the body of a limit order with an option; of a plain one no `word` at all, or `plain`. */
  bodies: Readonly<Record<'ioc' | 'fok' | 'postOnly', object>>;
  /** What is in the body of one that may only reduce. */
  reduces: object;
  /** Opens the bench anew with an account that trades contracts in this mode. */
  open(hedge: boolean): Promise<void>;
}

const btc = { symbol: 'BTC_USDT', amount: '0.01' };
const swap = { symbol: 'BTC_USDT.swap' };
const takes = 'CreateOrder takes timeInForce (gtc, ioc, fok), postOnly, reduceOnly';

/** Options behind the type of an order: how they are sent, what becomes of the order, and which are refused unsent. */
export function describeOptions(bench: Bench, facts: OptionFacts): void {
  const { exchange, ok, refused, posted } = bench;
  const sent = () => posted(exchange.paths.trade);
  const ask = async (symbol = 'BTC_USDT') => (await ok('ticker', { symbol })).sell;

  describe('options', () => {
    test('gtc is what an order is anyway', async () => {
      await ok('trade', { ...btc, type: 'buy', price: '1000' });
      await ok('trade', { ...btc, type: 'buy;timeInForce=GTC;postOnly=false', price: '1000' });
      const [plain, told] = sent().map((body) => Object.keys(body));
      expect(told).toEqual(plain);
    });

    test.each([
      ['buy;timeInForce=ioc', facts.bodies.ioc],
      ['buy;{"timeInForce":"FOK"}', facts.bodies.fok],
    ])('%s is canceled by the exchange where there is nothing to take', async (type, body) => {
      const { id } = await ok('trade', { ...btc, type, price: '1000' });
      expect(sent()).toEqual([expect.objectContaining(body)]);
      expect(await ok('order', { id })).toMatchObject({ status: 'canceled', deal_amount: 0, type: 'buy' });
    });

    test('an order over IO takes them as well', async () => {
      const order = { ...btc, type: 'sell;timeInForce=ioc', price: '90000' };
      const { data } = await bench.io('POST', '/fmz/trade', order);
      expect(await ok('order', Object(data))).toMatchObject({ status: 'canceled', type: 'sell' });
    });

    test('buy;timeInForce=ioc takes what there is', async () => {
      const { id } = await ok('trade', { ...btc, type: 'buy;timeInForce=ioc', price: await ask() });
      expect(await ok('order', { id })).toMatchObject({ status: 'filled', deal_amount: 0.01 });
    });

    test('a post-only order waits; one that would trade is accepted, and canceled by the exchange', async () => {
      const waits = await ok('trade', { ...btc, type: 'buy;postOnly=true', price: '1000' });
      expect(await ok('order', waits)).toMatchObject({ status: 'pending' });
      const crosses = await ok('trade', { ...btc, type: 'buy;postOnly=true', price: await ask() });
      expect(await ok('order', crosses)).toMatchObject({ status: 'canceled', deal_amount: 0 });
      expect(sent()).toEqual([0, 1].map(() => expect.objectContaining(facts.bodies.postOnly)));
    });

    test('one whose answer is lost is found, and not sent again', async () => {
      bench.double.fault({ match: `POST ${exchange.paths.trade}`, kind: 'reset-after' });
      const { id } = await ok('trade', { ...btc, type: 'buy;timeInForce=ioc', price: '1000' });
      expect(await ok('order', { id })).toMatchObject({ status: 'canceled' });
      expect(exchange.placed(bench.double)).toHaveLength(1);
    });

    test.each([
      ['buy;extendedHours=true', '1000', `${exchange.name} does not take extendedHours: ${takes}`],
      ['buy;hidden=1', '1000', `${exchange.name} does not take hidden: ${takes}`],
      [
        'buy;timeInForce=day',
        '1000',
        `${exchange.name} does not take timeInForce=day: it takes gtc, ioc, fok`,
      ],
      ['buy;postOnly=true', '-1', 'postOnly needs a price: a market order always takes from the order book'],
      ['sell;timeInForce=ioc', '-1', 'timeInForce=ioc needs a price: a market order does not wait'],
      ['buy;postOnly=true;timeInForce=fok', '1000', 'postOnly and timeInForce=fok exclude each other'],
      ['buy;reduceOnly=true', '1000', 'reduceOnly is for contracts: BTC_USDT has no position'],
    ])('%s at %s is refused unsent', async (type, price, message) => {
      expect(await refused('trade', { ...btc, type, price })).toContain(message);
      expect(sent()).toEqual([]);
    });
  });

  describe.each([false, true])('reduceOnly, hedge mode %s', (hedge) => {
    const order = { ...swap, price: '-1', amount: facts.unit };

    test('on a closing order is what it does anyway', async () => {
      await facts.open(hedge);
      await ok('trade', { ...order, type: 'buy' });
      await ok('trade', { ...order, type: 'closebuy;reduceOnly=true' });
      expect(await ok('positions', swap)).toEqual([]);
      const message = 'type closebuy closes a position: it cannot be reduceOnly=false';
      expect(await refused('trade', { ...order, type: 'closebuy;reduceOnly=false' })).toContain(message);
      expect(sent()).toHaveLength(2);
    });

    test('on an order that opens', async () => {
      await facts.open(hedge);
      await ok('trade', { ...order, type: 'sell' });
      const buy = { ...order, type: 'buy;reduceOnly=true' };
      if (hedge) {
        const message = 'type buy with reduceOnly opens a position in hedge mode: use closesell';
        expect(await refused('trade', buy)).toContain(message);
        expect(sent()).toHaveLength(1);
        return;
      }
      await ok('trade', buy);
      expect(sent()[1]).toMatchObject(facts.reduces);
      expect(await ok('positions', swap)).toEqual([]);
      expect(await refused('trade', buy)).toContain('there is no short position in BTC_USDT.swap to close');
      expect(sent()).toHaveLength(2);
    });
  });
}
