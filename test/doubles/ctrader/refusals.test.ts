import { expect, test } from 'vitest';
import { defaultAccount } from './CtraderAccount.js';
import { fieldOf, plain } from './RawFixClient.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

const refused = [
  [
    'less than the minimum',
    { 38: '999' },
    'TRADING_BAD_VOLUME:Order volume = 999.00 is smaller than minimum allowed volume = 1000.00.',
  ],
  [
    'a part of a step',
    { 38: '1500' },
    'TRADING_BAD_VOLUME:Order volume 1500.00 must be multiple of stepVolume=1000.00.',
  ],
  [
    'three decimals',
    { 38: '1000.001' },
    'TRADING_BAD_VOLUME:Order volume = 1000.001 has more than 2 decimals.',
  ],
  [
    'a price with more digits than the symbol has',
    { 44: '1.080001' },
    'INVALID_REQUEST:Order price = 1.080001 has more digits than symbol allows. Allowed 5 digits',
  ],
  ['no price', { 44: 'x' }, 'INVALID_REQUEST:Limit price is expected for the order'],
  [
    'an expiry that is over',
    { 126: '20200101-00:00:00' },
    'TRADING_BAD_EXPIRATION_DATE:Expiration time is in the past',
  ],
  ['a symbol that nobody has', { 55: '777' }, 'SYMBOL_NOT_FOUND:Symbol with id 777 is not found'],
  ['a position that is not there', { 721: '5' }, 'POSITION_NOT_FOUND:Position with id 5 not found'],
] as const;

test.each(refused)('%s is refused by a report', async (_name, fields, text) => {
  const client = await logOn('trade');
  client.send('D', order('a', fields));
  const report = await client.next();
  expect(values(report, 35, 11, 150, 39, 14, 103)).toBe('8 a 8 8 0 0');
  expect(fieldOf(report, 58)).toBe(text);
  expect(double().state().orders).toEqual([]);
});

test.each(refused)(
  '%s is refused by a BusinessMessageReject, as live accounts have it',
  async (_name, fields, text) => {
    await open({ habits: { refusesBy: 'j' } });
    const client = await logOn('trade');
    client.send('D', order('a', fields));
    expect(plain(await client.next())).toBe(`35=j|58=${text}|379=a|380=0`);
  },
);

test('a symbol that is no number, and a field that is missing', async () => {
  const client = await logOn('trade');
  client.send('D', order('a', { 55: 'EURUSD' }));
  expect(plain(await client.next())).toBe(
    '35=j|45=2|58=Symbol(55) must be numeric. But it is EURUSD|379=a|380=0',
  );
  client.send(
    'D',
    order('b').filter(([tag]) => tag !== 54),
  );
  expect(plain(await client.next())).toBe('35=3|45=3|58=Required tag missing: 54|371=54|372=D|373=1');
});

test('a broker may let an account read alone', async () => {
  await open({ accounts: [{ ...defaultAccount, blocked: true }] });
  const client = await logOn('trade');
  client.send('D', order('a'));
  expect(values(await client.next(), 35, 379, 58)).toMatch(/^j a CHANNEL_IS_BLOCKED:/);
  client.send('AN', [[710, 'p']]);
  expect(values(await client.next(), 35)).toBe('AP');
});
