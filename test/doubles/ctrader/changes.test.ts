import { expect, test } from 'vitest';
import { fieldOf, plain, type RawFixClient } from './RawFixClient.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

/** An order for 5000 that rests, and its number. */
async function rest(client: RawFixClient): Promise<string> {
  client.send('D', order('a', { 38: '5000' }));
  return fieldOf(await client.next(), 37) ?? '';
}

const cancel = (id: string, fields: readonly (readonly [number, string])[] = []) =>
  [[41, 'a'], [11, id], ...fields] as const;

test('a cancel is reported under its own id, with that of the order beside it', async () => {
  const client = await logOn('trade');
  const id = await rest(client);
  client.send('F', cancel('c'));
  expect(plain(await client.next()).replace(/721=\d+/, '721=#')).toBe(
    `35=8|11=c|14=0|37=${id}|38=5000|39=4|40=2|41=a|44=1.08|54=1|55=1|59=1|150=4|151=5000|721=#`,
  );
  client.send('H', [[11, 'a']]);
  expect(values(await client.next(), 11, 39)).toBe('a 4');
});

test('an order that nobody knows is answered with a BusinessMessageReject', async () => {
  const client = await logOn('trade');
  client.send('F', cancel('c'));
  expect(plain(await client.next())).toBe(
    '35=j|58=ORDER_NOT_FOUND:Order with clientOrderId=a not found.|379=c|380=0',
  );
  client.send(
    'G',
    cancel('g', [
      [37, '9'],
      [38, '1000'],
    ]),
  );
  expect(plain(await client.next())).toBe(
    "35=j|58=ORDER_NOT_FOUND:Order with orderId:9 isn't found|379=g|380=0",
  );
});

test('one that has ended is answered with an OrderCancelReject', async () => {
  const client = await logOn('trade');
  client.send('D', order('a', { 40: '1' }));
  const id = fieldOf(await client.next(), 37);
  await client.next();
  client.send('F', cancel('c'));
  expect(plain(await client.next())).toBe(`35=9|11=c|37=${id}|39=2|41=a|58=Order is not open|434=1`);
  client.send('G', cancel('g', [[38, '1000']]));
  expect(values(await client.next(), 35, 11, 434)).toBe('9 g 2');
});

test('a replaced order goes on under the id of the replace', async () => {
  const client = await logOn('trade');
  const id = await rest(client);
  client.send(
    'G',
    cancel('g', [
      [38, '6000'],
      [44, '1.081'],
    ]),
  );
  expect(plain(await client.next()).replace(/721=\d+/, '721=#')).toBe(
    `35=8|11=g|14=0|37=${id}|38=6000|39=0|40=2|44=1.081|54=1|55=1|59=1|150=5|151=6000|721=#`,
  );
  client.send('H', [[11, 'g']]);
  expect(values(await client.next(), 11, 37, 38)).toBe(`g ${id} 6000`);
  client.send('H', [[11, 'a']]);
  expect(values(await client.next(), 35, 379)).toBe('j a');
  client.send('F', cancel('c', [[37, id]]));
  expect(values(await client.next(), 11, 150)).toBe('c 4');
});

test('or it keeps its own', async () => {
  await open({ habits: { replaced: 'kept' } });
  const client = await logOn('trade');
  const id = await rest(client);
  client.send('G', cancel('g', [[38, '6000']]));
  expect(values(await client.next(), 11, 150, 44)).toBe('g 5 1.08');
  client.send('H', [[11, 'a']]);
  expect(values(await client.next(), 11, 37, 38)).toBe(`a ${id} 6000`);
  client.send('H', [[11, 'g']]);
  expect(values(await client.next(), 35, 379)).toBe('j g');
});

test('what is filled in part stays filled, and the amount is that of the whole order', async () => {
  const client = await logOn('trade');
  const id = await rest(client);
  double().fill(id, '2000');
  expect(values(await client.next(), 150, 39, 14, 151)).toBe('F 1 2000 3000');
  client.send('G', cancel('g', [[38, '4000']]));
  expect(values(await client.next(), 150, 39, 14, 151)).toBe('5 1 2000 2000');
  client.send('G', [
    [41, 'g'],
    [11, 'h'],
    [38, '2000'],
  ]);
  expect(values(await client.next(), 35, 11, 39, 434)).toBe('9 h 1 2');
  client.send('F', [
    [41, 'g'],
    [11, 'c'],
  ]);
  expect(values(await client.next(), 150, 39, 14, 151)).toBe('4 4 2000 2000');
});

test('a replace to a price that the market has is filled', async () => {
  const client = await logOn('trade');
  await rest(client);
  client.send(
    'G',
    cancel('g', [
      [38, '5000'],
      [44, '1.09'],
    ]),
  );
  expect(values(await client.next(), 150)).toBe('5');
  expect(values(await client.next(), 11, 150, 39, 6)).toBe('g F 2 1.08501');
});

test('a replace that cannot be changes nothing', async () => {
  const client = await logOn('trade');
  await rest(client);
  client.send(
    'G',
    cancel('g', [
      [38, '6000'],
      [44, '1.0800001'],
    ]),
  );
  expect(values(await client.next(), 35, 11, 58)).toContain('9 g INVALID_REQUEST:Order price = 1.0800001');
  client.send('H', [[11, 'a']]);
  expect(values(await client.next(), 38, 44)).toBe('5000 1.08');
});
