import { expect, test } from 'vitest';
import { fieldOf, plain } from './RawFixClient.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

const withoutIds = (text: string) => text.replaceAll(/\|(37|721)=\d+/g, '|$1=#');

test('a limit order rests', async () => {
  const client = await logOn('trade');
  client.send('D', order('a', { 494: 'label' }));
  const report = await client.next();
  expect(withoutIds(plain(report))).toBe(
    '35=8|11=a|14=0|37=#|38=1000|39=0|40=2|44=1.08|54=1|55=1|59=1|150=0|151=1000|494=label|721=#',
  );
  expect(fieldOf(report, 60)).toMatch(/^\d{8}-\d{2}:\d{2}:\d{2}\.\d{3}$/);
});

test('a market order is taken, then filled: AvgPx says at what price, there is no LastPx', async () => {
  const client = await logOn('trade');
  client.send('D', order('a', { 40: '1' }));
  const [taken, filled] = [await client.next(), await client.next()];
  expect(withoutIds(plain(taken))).toBe(
    '35=8|11=a|14=0|37=#|38=1000|39=0|40=1|54=1|55=1|59=3|150=0|151=1000|721=#',
  );
  expect(withoutIds(plain(filled))).toBe(
    '35=8|6=1.08501|11=a|14=1000|32=1000|37=#|38=1000|39=2|40=1|54=1|55=1|59=3|150=F|151=0|721=#',
  );
  expect(values(filled, 37, 721)).toBe(values(taken, 37, 721));
});

test('or it is filled with the next price', async () => {
  await open({ habits: { fills: 'withNextPrice' } });
  const client = await logOn('trade');
  client.send('D', order('a', { 40: '1' }));
  client.send('H', [[11, 'a']]);
  expect(values(await client.next(), 150, 39)).toBe('0 0');
  expect(values(await client.next(), 150, 39)).toBe('I 0');
  await double().price('1', '1.0849', '1.0852');
  expect(values(await client.next(), 150, 39, 6)).toBe('F 2 1.0852');
});

test('prices that reach a limit order fill it', async () => {
  const client = await logOn('trade');
  client.send('D', order('buy'));
  client.send('D', order('sell', { 54: '2', 44: '1.09' }));
  await client.next();
  await client.next();
  await double().price('1', '1.08', '1.08001');
  await double().price('1', '1.09', '1.09002');
  expect(values(await client.next(), 11, 150, 39, 6)).toBe('sell F 2 1.09');
  await double().price('1', '1.07999', '1.08');
  expect(values(await client.next(), 11, 150, 39, 6)).toBe('buy F 2 1.08');
});

test('a stop order waits until its price is reached', async () => {
  const client = await logOn('trade');
  client.send(
    'D',
    order('a', { 40: '3', 44: '', 99: '1.086' }).filter(([tag]) => tag !== 44),
  );
  expect(values(await client.next(), 11, 150, 40, 99, 59)).toBe('a 0 3 1.086 1');
  await double().price('1', '1.0861', '1.0862');
  expect(values(await client.next(), 150, 6)).toBe('F 1.0862');
});

test('a limit that the market has already reached is filled at once, in parts where there is no more', async () => {
  const client = await logOn('trade');
  double().liquidity('1', '2000');
  client.send('D', order('a', { 38: '5000', 44: '1.09' }));
  expect(values(await client.next(), 150, 39, 151)).toBe('0 0 5000');
  expect(values(await client.next(), 150, 39, 14, 32, 151)).toBe('F 1 2000 2000 3000');
  await double().price('1', '1.0849', '1.0851');
  expect(values(await client.next(), 150, 39, 14, 151, 6)).toBe('F 1 4000 1000 1.08506');
});

test('what is left of a market order is cancelled', async () => {
  const client = await logOn('trade');
  double().liquidity('1', '2000');
  client.send('D', order('a', { 38: '5000', 40: '1' }));
  await client.next();
  expect(values(await client.next(), 150, 39, 14)).toBe('F 1 2000');
  expect(values(await client.next(), 150, 39, 14, 151)).toBe('4 4 2000 3000');
});

test('an order with an expiry ends with it', async () => {
  const client = await logOn('trade');
  const expires = new Date(Date.now() + 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replaceAll('-', '')
    .replace('T', '-');
  client.send('D', order('a', { 126: expires }));
  expect(values(await client.next(), 150, 59, 126)).toBe(`0 6 ${expires}.000`);
  double().moveBy(3_500_000);
  double().moveBy(200_000);
  expect(values(await client.next(), 11, 150, 39)).toBe('a C C');
});
