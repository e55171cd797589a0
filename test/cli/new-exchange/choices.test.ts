import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askChoices } from '../../../src/cli/new-exchange/askChoices.js';
import { completeChoices, ownBaseUrl, readChoices } from '../../../src/cli/new-exchange/choices.js';
import { createAsk } from '../../../src/cli/terminal/questions.js';

const read = (choices: object, name = 'mine') => readChoices(name, choices);

describe('completeChoices', () => {
  test('are those of --yes', () => {
    expect(readChoices('mine', completeChoices('mine'))).toEqual({
      name: 'mine',
      protocol: 'rest',
      baseUrl: 'https://api.mine.example',
      products: ['spot'],
      style: 'envelope',
      signing: 'custom',
      symbols: 'joined',
      base: 'BTC',
      quote: 'USDT',
    });
  });

  test('are those of --protocol fix --yes', () => {
    const choices = completeChoices('mine', { protocol: 'fix' });
    expect(readChoices('mine', choices)).toEqual({
      name: 'mine',
      protocol: 'fix',
      address: 'fix+tls://fix.mine.example:5212',
      products: ['futures'],
      lines: 'trade,quote',
      logon: 'password',
      symbols: 'joined',
      base: 'EUR',
      quote: 'USD',
    });
  });

  test('take the scheme of the same name', () => {
    const schemes = ['bybit', 'OKX', 'none', 'mine'].map((name) => completeChoices(name));
    expect(schemes).toEqual(
      ['bybit', 'okx', 'custom', 'custom'].map((signing) => expect.objectContaining({ signing })),
    );
  });
});

describe('readChoices', () => {
  test.each([
    ['https://api.mine.com', 'https://api.mine.com'],
    ['https://api.mine.com/', 'https://api.mine.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('--base-url %s', (text, baseUrl) => {
    expect(read({ 'base-url': text })).toMatchObject({ baseUrl });
  });

  test.each([
    ['fix+tls://fix.mine.com:5212', 'fix+tls://fix.mine.com:5212'],
    ['fix+tls://fix.mine.com:5212/', 'fix+tls://fix.mine.com:5212'],
    ['fix://127.0.0.1:5202', 'fix://127.0.0.1:5202'],
  ])('--protocol fix --base-url %s', (text, address) => {
    expect(read({ protocol: 'FIX', 'base-url': text })).toMatchObject({ address });
  });

  test.each([
    ['Mine=https://m.com', 'https://m.com'],
    ['OKX=https://eea.okx.com,mine=https://m.com', 'https://m.com'],
    ['OKX=https://eea.okx.com', undefined],
    ['https://api.mine.com', 'https://api.mine.com'],
  ])('FMZPROTO_BASE_URL=%s', (text, address) => {
    expect(ownBaseUrl('mine', text)).toBe(address);
  });

  test('products, schemes and styles in any spelling that is meant', () => {
    expect(read({ products: 'futures, SPOT' }).products).toEqual(['spot', 'futures']);
    expect(read({ signing: 'Kraken' })).toMatchObject({ signing: 'kraken' });
    expect(read({ symbols: 'BTC-USDT' }).symbols).toBe('hyphen');
    expect(read({ symbols: 'btc-usdt' }).symbols).toBe('hyphen-lower');
    expect(read({ symbols: 'BTC' }).symbols).toBe('base');
    expect(read({ style: 'REST' })).toMatchObject({ style: 'rest' });
    const fix = { protocol: 'Fix', lines: 'Quote, trade', logon: 'HMAC' };
    expect(read(fix)).toMatchObject({ lines: 'trade,quote', logon: 'hmac' });
    expect(read({ ...fix, lines: 'one' })).toMatchObject({ lines: 'one' });
  });

  test.each([
    [{}, 'BTC', 'USDT'],
    [{ quote: 'USD' }, 'BTC', 'USD'],
    [{ symbol: 'AAPL_USD' }, 'AAPL', 'USD'],
    [{ symbol: 'aapl_usd', quote: 'USD' }, 'AAPL', 'USD'],
    [{ symbol: 'ETH_USD.swap' }, 'ETH', 'USD'],
  ])('%j names an instrument', (given, base, quote) => {
    expect(readChoices('mine', given)).toMatchObject({ base, quote });
  });

  test.each([
    [{ 'base-url': 'api.mine.com' }, '--base-url "api.mine.com" is not an address'],
    [{ 'base-url': 'mine=https://m.com' }, '--base-url takes an address without a name: https://m.com'],
    [{ 'base-url': '' }, '--base-url "" is not an address'],
    [{ 'base-url': 'https://u:p@mine.com' }, 'is not an address'],
    [{ 'base-url': "https://a'+evil()+'b.com" }, 'does not have a valid host name'],
    [{ 'base-url': 'https://a`b`.com' }, 'does not have a valid host name'],
    [{ 'base-url': 'https://mine.com/api' }, 'takes an address without a path: https://mine.com;'],
    [{ 'base-url': 'http://mine.com' }, 'would send keys unencrypted'],
    [{ products: 'options' }, '--products "options" is not spot, futures or spot,futures'],
    [{ products: '' }, '--products "" is not'],
    [{ signing: 'binanse' }, '--signing "binanse" is not a signing scheme, did you mean binance?'],
    [{ signing: 'x' }, 'is not a signing scheme: choose one of custom, none, header, bearer, oauth2, '],
    [{ signing: 'kraken', style: 'rest' }, '--style rest does not go with --signing kraken'],
    [{ style: 'soap' }, '--style "soap" is not a style: choose one of envelope, rest'],
    [{ symbol: 'AAPL' }, '--symbol "AAPL" is not an instrument on spot'],
    [{ symbol: "A'_USDT" }, 'of letters and digits: write it like AAPL_USD'],
    [{ symbol: 'AAPL_USD', quote: 'EUR' }, '--symbol "AAPL_USD" is not quoted in "EUR": leave --quote out'],
    [{ protocol: 'fox' }, '--protocol "fox" is not a protocol, did you mean fix?'],
    [{ lines: 'one' }, '--lines does not go with --protocol rest: leave it out, or add --protocol fix'],
    [{ logon: 'hmac' }, '--logon does not go with --protocol rest: use --signing, or add --protocol fix'],
    [{ protocol: 'fix', style: 'rest' }, '--style does not go with --protocol fix: leave it out'],
    [{ protocol: 'fix', signing: 'okx' }, '--signing does not go with --protocol fix: use --logon'],
    [
      { protocol: 'fix', lines: 'three' },
      '--lines "three" is not a choice of lines: choose one of trade,quote',
    ],
    [{ protocol: 'fix', logon: 'passwort' }, '--logon "passwort" is not a logon, did you mean password?'],
    [
      { protocol: 'fix', products: 'spot,futures' },
      '--products spot,futures does not go with --protocol fix, which starts with one of them: use spot, or futures',
    ],
    [
      { protocol: 'fix', 'base-url': 'https://m.com' },
      '"https://m.com" is not an address of FIX, with a port',
    ],
    [{ protocol: 'fix', 'base-url': 'fix+tls://m.com' }, 'write it like fix+tls://fix.example.com:5212'],
    [{ protocol: 'fix', 'base-url': 'fix://m.com:5202' }, 'fix:// is for this machine alone'],
    [{ 'base-url': 'fix+tls://m.com:5212' }, 'is an address of FIX: add --protocol fix'],
    [{ symbols: 'hyphens' }, '--symbols "hyphens" is not a symbol style, did you mean hyphen?'],
  ])('%j', (choices, message) => {
    expect(() => read(choices)).toThrow(message);
  });
});

describe('askChoices', () => {
  const unused = { secret: () => Promise.reject(new Error('no secret is asked for')) };

  test('asks for what no flag says', async () => {
    const asked: string[] = [];
    const answer = async (message: string) => String(asked.push(message));
    const ask = { text: answer, choose: answer, ...unused };
    const given = { signing: 'okx', 'base-url': 'https://m.com', quote: 'USDT' };
    expect(await askChoices(ask, 'mine', given)).toEqual({
      protocol: 'rest',
      'base-url': 'https://m.com',
      products: '1',
      signing: 'okx',
      style: '2',
      symbols: '3',
      symbol: 'BTC_USDT',
      quote: 'USDT',
    });
    expect(asked).toEqual(['products', 'style of the API', 'how it writes BTC_USDT']);
  });

  test('offers the schemes that go with the style', async () => {
    const offered: string[] = [];
    const choose = async (_message: string, choices: readonly { value: string }[]) => {
      offered.push(...choices.map(({ value }) => value));
      return choices[0]?.value ?? '';
    };
    await askChoices({ text: async () => 'AAPL_USD', choose, ...unused }, 'mine', { style: 'rest' });
    expect(offered).toContain('bearer');
    expect(offered).not.toContain('kraken');
  });

  test('the defaults are what the return key gives', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.resume();
    const ask = await createAsk({ input, output });
    const enter = setInterval(() => input.write('\r'), 50);
    expect(await askChoices(ask, 'bybit', {})).toEqual(completeChoices('bybit'));
    expect(await askChoices(ask, 'mine', { protocol: 'fix' })).toEqual(
      completeChoices('mine', { protocol: 'fix' }),
    );
    clearInterval(enter);
  });

  test('asks for sessions and Logons of FIX, and for no style', async () => {
    const asked: string[] = [];
    const text = async () => 'EUR_USD';
    const choose = async (message: string, choices: readonly { value: string }[]) => {
      asked.push(message);
      return choices.find(({ value }) => value === 'fix')?.value ?? choices[0]?.value ?? '';
    };
    await askChoices({ text, choose, ...unused }, 'mine', { 'base-url': 'fix://127.0.0.1:5202' });
    expect(asked).toEqual([
      'protocol',
      'products',
      'its sessions',
      'how a Logon is proven',
      'how it writes BTC_USDT',
    ]);
  });
});
