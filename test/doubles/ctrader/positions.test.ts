import { expect, test } from 'vitest';
import { defaultAccount } from './CtraderAccount.js';
import { fieldOf, plain, type RawFixClient } from './RawFixClient.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

/** Fills an order at once, and gives its position. */
async function trade(client: RawFixClient, id: string, fields: Readonly<Record<number, string>> = {}) {
  client.send('D', order(id, { 40: '1', ...fields }));
  await client.next('8');
  return fieldOf(await client.next('8'), 721) ?? '';
}

async function ask(client: RawFixClient, count: number, fields: readonly (readonly [number, string])[] = []) {
  client.send('AN', [[710, 'p'], ...fields]);
  const reports: string[] = [];
  while (reports.length < count) reports.push(plain(await client.next()));
  return reports;
}

test('no positions are one message that says so', async () => {
  const client = await logOn('trade');
  expect(await ask(client, 1)).toEqual(['35=AP|710=p|727=0|728=2']);
});

test('a hedged account has a position for each order, long beside short', async () => {
  const client = await logOn('trade');
  const long = await trade(client, 'a', { 38: '3000' });
  const short = await trade(client, 'b', { 54: '2' });
  expect(await ask(client, 2)).toEqual([
    `35=AP|55=1|710=p|721=${long}|727=2|728=0|730=1.08501|702=1|704=3000|705=0`,
    `35=AP|55=1|710=p|721=${short}|727=2|728=0|730=1.08499|702=1|704=0|705=1000`,
  ]);
  expect(await ask(client, 1, [[721, short]])).toEqual([
    `35=AP|55=1|710=p|721=${short}|727=1|728=0|730=1.08499|702=1|704=0|705=1000`,
  ]);
});

test('an order that names a position adds to it, or closes it', async () => {
  const client = await logOn('trade');
  const id = await trade(client, 'a', { 38: '1000' });
  await double().price('1', '1.08599', '1.08601');
  expect(await trade(client, 'b', { 721: id })).toBe(id);
  expect((await ask(client, 1))[0]).toContain('730=1.08551|702=1|704=2000|705=0');
  expect(await trade(client, 'c', { 54: '2', 721: id })).toBe(id);
  expect((await ask(client, 1))[0]).toContain('704=1000|705=0');
  client.send('D', order('d', { 40: '1', 38: '2000', 54: '2', 721: id }));
  expect(values(await client.next(), 150, 58)).toMatch(
    /^8 TRADING_BAD_VOLUME:.* larger than position volume 1000/,
  );
  await trade(client, 'e', { 54: '2', 721: id });
  expect(await ask(client, 1)).toEqual(['35=AP|710=p|727=0|728=2']);
});

test('an order that was to close a position ends with it', async () => {
  const client = await logOn('trade');
  const id = await trade(client, 'a');
  client.send('D', order('target', { 54: '2', 44: '1.1', 721: id }));
  expect(values(await client.next(), 11, 150, 721)).toBe(`target 0 ${id}`);
  await trade(client, 'b', { 54: '2', 721: id });
  expect(values(await client.next(), 11, 150, 39)).toBe('target 4 4');
});

test('a netted account has one position for each symbol, which an order turns around', async () => {
  await open({ accounts: [{ ...defaultAccount, mode: 'netted' }] });
  const client = await logOn('trade');
  const id = await trade(client, 'a', { 38: '2000' });
  expect(await trade(client, 'b', { 54: '2' })).toBe(id);
  await trade(client, 'gold', { 55: '2', 38: '1' });
  const [euro, gold] = await ask(client, 2);
  expect(euro).toContain(`55=1|710=p|721=${id}|727=2|728=0|730=1.08501|702=1|704=1000|705=0`);
  expect(gold).toContain('55=2');
  const turned = await trade(client, 'c', { 54: '2', 38: '3000' });
  expect(turned).not.toBe(id);
  expect((await ask(client, 2))[1]).toContain(`721=${turned}|727=2|728=0|730=1.08499|702=1|704=0|705=2000`);
});

test('a netted account takes no position in an order', async () => {
  await open({ accounts: [{ ...defaultAccount, mode: 'netted' }] });
  const client = await logOn('trade');
  const id = await trade(client, 'a');
  client.send('D', order('b', { 40: '1', 54: '2', 721: id }));
  expect(values(await client.next(), 150, 58)).toContain('8 INVALID_REQUEST:PosMaintRptID');
});
