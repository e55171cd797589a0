import { describe, expect, test } from 'vitest';
import { fieldOf, plain } from '../ctrader/RawFixClient.js';
import { whyNoQuickfix } from './startQuickfix.js';
import { order, pick, read, useQuickfix } from './useQuickfix.js';

const missing = await whyNoQuickfix();

describe.skipIf(missing !== undefined)(missing ?? 'TRADE of an acceptor on QuickFIX', () => {
  const { running, logOn } = useQuickfix();

  test('lists instruments', async () => {
    const client = await logOn();
    client.send('x', read('320=l|559=0|55=17'));
    expect(plain(await client.next())).toBe(
      '35=y|146=1|55=17|1007=GER40.c|1008=1|320=l|322=responce:l|560=0',
    );
    client.send('x', read('320=m|559=4'));
    expect(plain(await client.next())).toBe('35=y|320=m|322=responce:m|560=5');
  });

  test('fills a market order at once, with a position of its own that another one closes', async () => {
    const client = await logOn();
    client.send('D', order('a', '40=1'));
    const taken = await client.next();
    expect(pick(taken, 150, 39, 14, 151)).toBe('150=0|39=0|14=0|151=1000');
    expect(pick(await client.next(), 150, 39, 6, 31, 32, 151)).toBe(
      '150=F|39=2|6=1.08501|31=-|32=1000|151=0',
    );
    const position = fieldOf(taken, 721) ?? '';
    client.send('AN', read('710=p'));
    const held = `35=AP|55=1|702=1|704=1000|705=0|710=p|721=${position}|727=1|728=0|730=1.08501`;
    expect(plain(await client.next())).toBe(held);

    const closing = read(`11=b|55=1|54=2|60=20260513-10:20:30.000|38=1000|40=1|721=${position}`);
    client.send('D', closing);
    expect(pick(await client.next(), 150)).toBe('150=0');
    expect(pick(await client.next(), 150)).toBe('150=F');
    client.send('AN', read('710=q'));
    expect(plain(await client.next())).toBe('35=AP|710=q|727=0|728=2');
    client.send('D', closing);
    expect(pick(await client.next(), 58)).toBe(
      `58=POSITION_NOT_FOUND:Position with id ${position} not found`,
    );
  });

  test('has an order wait for its price, and changes it', async () => {
    const client = await logOn();
    client.send('D', order('a', '40=2|44=1.08'));
    const id = fieldOf(await client.next(), 37);
    client.send('AF', read('584=m|585=7'));
    expect(pick(await client.next(), 37, 150, 584, 911)).toBe(`37=${id}|150=I|584=m|911=1`);
    client.send('G', read('41=a|11=b|38=2000|44=1.081'));
    expect(pick(await client.next(), 11, 37, 38, 39, 44, 150)).toBe(
      `11=b|37=${id}|38=2000|39=0|44=1.081|150=5`,
    );
    await running().price('1', '1.08099', '1.08101');
    client.send('H', read('11=b'));
    expect(pick(await client.next(), 39, 150)).toBe('39=0|150=I');
    await running().price('1', '1.08098', '1.081');
    expect(pick(await client.next(), 150, 6, 14)).toBe('150=F|6=1.08100|14=2000');
    client.send('AF', read('584=n|585=7'));
    expect(pick(await client.next(), 35, 379, 58)).toBe('35=j|379=n|58=ORDER_NOT_FOUND:No orders are found');
  });

  test('cancels', async () => {
    const client = await logOn();
    client.send('D', order('a', '40=3|99=1.09'));
    const id = fieldOf(await client.next(), 37);
    client.send('F', read('41=a|11=b'));
    expect(pick(await client.next(), 11, 41, 37, 150, 39, 151)).toBe(
      `11=b|41=a|37=${id}|150=4|39=4|151=1000`,
    );
    client.send('F', read('41=a|11=c'));
    expect(plain(await client.next())).toBe(`35=9|11=c|37=${id}|39=4|41=a|58=Order is not open|434=1`);
    client.send('F', read('41=nobody|11=d'));
    const text = 'ORDER_NOT_FOUND:Order with clientOrderId=nobody not found.';
    expect(pick(await client.next(), 35, 379, 58)).toBe(`35=j|379=d|58=${text}`);
  });

  test.each([
    ['an unknown symbol', [55, '99'], 'SYMBOL_NOT_FOUND:Symbol with id 99 is not found'],
    [
      'a small amount',
      [38, '999'],
      'TRADING_BAD_VOLUME:Order volume = 999 is smaller than minimum allowed volume = 1000.00.',
    ],
    [
      'three decimals',
      [38, '1000.001'],
      'TRADING_BAD_VOLUME:Order volume = 1000.001 is no number of 2 decimals.',
    ],
    ['no price', [40, '2'], 'INVALID_REQUEST:Limit price is expected for the order'],
  ] as const)('refuses an order with %s', async (_, wrong, text) => {
    const client = await logOn();
    client.send(
      'D',
      order('a', '40=1').map((field) => (field[0] === wrong[0] ? wrong : field)),
    );
    expect(pick(await client.next(), 150, 39, 11, 58)).toBe(`150=8|39=8|11=a|58=${text}`);
  });

  test('tells all connections of the account what orders do', async () => {
    const [client, other] = [await logOn(), await logOn()];
    client.send('D', order('a', '40=1'));
    expect(pick(await other.next(), 11, 150)).toBe('11=a|150=0');
    expect(pick(await other.next(), 11, 150)).toBe('11=a|150=F');
  });
});

describe.skipIf(missing !== undefined)(missing ?? 'QUOTE of an acceptor on QuickFIX', () => {
  const { running, logOn } = useQuickfix();
  const request = (depth: string, symbol = '1', action = '1') =>
    read(`262=a|263=${action}|264=${depth}|265=1|267=2|269=0|269=1|146=1|55=${symbol}`);

  test('tells the best prices, and the side that changes', async () => {
    const client = await logOn('quote');
    client.send('V', request('1'));
    expect(plain(await client.next())).toBe('35=W|55=1|268=2|269=0|270=1.08499|269=1|270=1.08501');
    await running().price('1', '1.08499', '1.08502');
    expect(plain(await client.next())).toBe('35=X|268=1|279=0|269=1|278=3|55=1|270=1.08502|271=1000000');
  });

  test('tells a book: what is gone by its id alone, then what is new', async () => {
    const client = await logOn('quote');
    client.send('V', request('0'));
    expect(plain(await client.next())).toMatch(
      /^35=W\|55=1\|268=6\|269=0\|270=1.08499\|271=1000000\|278=1\|/,
    );
    await running().price('1', '1.08498', '1.08501');
    expect(plain(await client.next())).toMatch(/^35=X\|268=\d+\|279=2\|278=1\|55=1\|279=2\|278=3\|55=1\|/);
    client.send('V', request('0', '1', '2'));
    await expect.poll(() => running().count('V')).toBe(2);
    await running().price('1', '1.08497', '1.08500');
    client.send('1', read('112=end'));
    expect(plain(await client.next())).toBe('35=0|112=end');
  });

  test.each([
    ['a name', request('1', 'EURUSD'), '0', 'Expected numeric symbolId, but got EURUSD'],
    ['an unknown symbol', request('1', '99'), '0', 'SYMBOL_NOT_FOUND:Symbol with id 99 is not found'],
    ['a snapshot alone', request('1', '1', '0'), '4', 'SubscriptionRequestType should be either 1 or 2'],
    ['five levels', request('5'), '5', 'MarketDepth should be either 0 or 1'],
  ])('refuses %s', async (_, fields, reason, text) => {
    const client = await logOn('quote');
    client.send('V', fields);
    expect(plain(await client.next())).toBe(`35=Y|58=INVALID_REQUEST: ${text}|262=a|281=${reason}`);
  });
});
