import { expect, test } from 'vitest';
import { plain, type RawField } from './RawFixClient.js';
import { useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

function subscription(id: string, symbol: string, depth: string, action = '1'): RawField[] {
  return [
    [262, id],
    [263, action],
    [264, depth],
    [265, '1'],
    [267, '2'],
    [269, '0'],
    [269, '1'],
    [146, '1'],
    [55, symbol],
  ];
}

test('the instruments, with their numbers, names and digits', async () => {
  const client = await logOn('trade');
  client.send('x', [
    [320, 'q1'],
    [559, '0'],
  ]);
  expect(plain(await client.next())).toBe(
    '35=y|320=q1|322=responce:q1|560=0|146=6|55=1|1007=EURUSD|1008=5|55=2|1007=XAUUSD|1008=2' +
      '|55=41|1007=US30|1008=1|55=17|1007=GER40.c|1008=1|55=8|1007=USDJPY|1008=3|55=900|1007=AAPL.US|1008=2',
  );
  client.send('x', [
    [320, 'q2'],
    [559, '0'],
    [55, '8'],
  ]);
  expect(plain(await client.next())).toBe('35=y|320=q2|322=responce:q2|560=0|146=1|55=8|1007=USDJPY|1008=3');
});

test.each([
  ['a list of another type', '4', '1', '5'],
  ['a symbol that nobody has', '0', '777', '2'],
])('%s is refused', async (_name, type, symbol, result) => {
  const client = await logOn('trade');
  client.send('x', [
    [320, 'q'],
    [559, type],
    [55, symbol],
  ]);
  expect(plain(await client.next())).toBe(`35=y|320=q|322=responce:q|560=${result}`);
});

test('the whole book: a snapshot without the id of the request, then what is new and what is gone', async () => {
  const client = await logOn('quote');
  client.send('V', subscription('m', '8', '0'));
  const snapshot = plain(await client.next());
  expect(snapshot.replaceAll(/278=\d+/g, '278=#')).toBe(
    '35=W|55=8|268=6' +
      '|269=1|270=156.405|271=1000000|278=#|269=1|270=156.406|271=3000000|278=#|269=1|270=156.408|271=5000000|278=#' +
      '|269=0|270=156.401|271=1000000|278=#|269=0|270=156.4|271=3000000|278=#|269=0|270=156.398|271=5000000|278=#',
  );
  const [, bestId] = /270=156\.401\|271=1000000\|278=(\d+)/.exec(snapshot) ?? [];
  // The offers stay, and so do their ids.
  await double().price('8', '156.402', '156.405');
  const update = plain(await client.next());
  expect(update.replaceAll(/278=\d+/g, '278=#')).toBe(
    '35=X|268=6' +
      '|279=0|269=0|278=#|55=8|270=156.402|271=1000000|279=0|269=0|278=#|55=8|270=156.401|271=3000000' +
      '|279=0|269=0|278=#|55=8|270=156.399|271=5000000|279=2|278=#|55=8|279=2|278=#|55=8|279=2|278=#|55=8',
  );
  expect(update).toContain(`279=2|278=${bestId}|55=8`);
});

test('the best prices alone: a snapshot each time', async () => {
  const client = await logOn('quote');
  client.send('V', subscription('m', '1', '1'));
  expect(plain(await client.next())).toBe('35=W|55=1|268=2|269=0|270=1.08499|269=1|270=1.08501');
  await double().price('1', '1.085', '1.08503');
  expect(plain(await client.next())).toBe('35=W|55=1|268=2|269=0|270=1.085|269=1|270=1.08503');
  await double().price('2', '2351', '2352');
  expect(double().subscribed).toEqual(['1 best']);
  client.send('V', subscription('m', '1', '1', '2'));
  await expect.poll(() => double().subscribed).toEqual([]);
});

test('or a message names its request, and a side takes the place of the old one', async () => {
  await open({ dialect: { named: true, best: 'X' } });
  const client = await logOn('quote');
  client.send('V', subscription('m', '1', '1'));
  expect(plain(await client.next())).toBe('35=W|55=1|262=m|268=2|269=0|270=1.08499|269=1|270=1.08501');
  await double().price('1', '1.08499', '1.085');
  expect(plain(await client.next()).replaceAll(/278=\d+/g, '278=#')).toBe(
    '35=X|262=m|268=1|279=0|269=1|278=#|55=1|270=1.085|271=1000000',
  );
});

test.each([
  ['a name', 'EURUSD', '0', '1', '0', 'INVALID_REQUEST: Expected numeric symbolId, but got EURUSD'],
  ['a number that nobody has', '777', '0', '1', '0', 'INVALID_REQUEST: SYMBOL_NOT_FOUND'],
  ['a snapshot alone', '1', '0', '0', '4', 'INVALID_REQUEST: SubscriptionRequestType'],
  ['a depth of five', '1', '5', '1', '5', 'INVALID_REQUEST: MarketDepth should be either 0 or 1'],
])('%s is refused', async (_name, symbol, depth, action, reason, text) => {
  const client = await logOn('quote');
  client.send('V', subscription('m', symbol, depth, action));
  const refusal = await client.next();
  expect(values(refusal, 35, 262, 281)).toBe(`Y m ${reason}`);
  expect(values(refusal, 58)).toContain(text);
});

test('each line answers its own requests alone', async () => {
  const trade = await logOn('trade');
  trade.send('V', subscription('m', '1', '1'));
  expect(values(await trade.next(), 35, 380)).toBe('j 0');
  const quote = await logOn('quote');
  quote.send('x', [
    [320, 'q'],
    [559, '0'],
  ]);
  expect(values(await quote.next(), 35, 379)).toBe('j q');
});
