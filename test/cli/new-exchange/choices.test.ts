import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askChoices } from '../../../src/cli/new-exchange/askChoices.js';
import { defaultChoices, ownBaseUrl, readChoices } from '../../../src/cli/new-exchange/choices.js';
import { createAsk } from '../../../src/cli/terminal/questions.js';

const defaults = defaultChoices('mine');
const read = (choices: object, name = 'mine') => readChoices(name, { ...defaults, ...choices });

describe('defaultChoices', () => {
  test('are those of --yes', () => {
    expect(readChoices('mine', defaults)).toEqual({
      name: 'mine',
      baseUrl: 'https://api.mine.example',
      products: ['spot'],
      style: 'envelope',
      signing: 'custom',
      symbols: 'joined',
      base: 'BTC',
      quote: 'USDT',
    });
  });

  test('take the scheme of the same name', () => {
    const signingOf = (name: string) => defaultChoices(name).signing;
    expect(['bybit', 'OKX', 'none', 'mine'].map(signingOf)).toEqual(['bybit', 'okx', 'custom', 'custom']);
  });
});

describe('readChoices', () => {
  test.each([
    ['https://api.mine.com', 'https://api.mine.com'],
    ['https://api.mine.com/', 'https://api.mine.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('--base-url %s', (text, origin) => {
    expect(read({ 'base-url': text }).baseUrl).toBe(origin);
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
    expect(read({ signing: 'Kraken' }).signing).toBe('kraken');
    expect(read({ symbols: 'BTC-USDT' }).symbols).toBe('hyphen');
    expect(read({ symbols: 'btc-usdt' }).symbols).toBe('hyphen-lower');
    expect(read({ symbols: 'BTC' }).symbols).toBe('base');
    expect(read({ style: 'REST' }).style).toBe('rest');
  });

  test.each([
    [{}, 'BTC', 'USDT'],
    [{ quote: 'USD' }, 'BTC', 'USD'],
    [{ symbol: 'AAPL_USD' }, 'AAPL', 'USD'],
    [{ symbol: 'aapl_usd', quote: 'USD' }, 'AAPL', 'USD'],
    [{ symbol: 'ETH_USD.swap' }, 'ETH', 'USD'],
  ])('%j names an instrument', (given, base, quote) => {
    expect(readChoices('mine', { ...defaultChoices('mine', given), ...given })).toMatchObject({
      base,
      quote,
    });
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
    expect(await askChoices(ask, given, defaults)).toEqual({
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
    await askChoices({ text: async () => 'AAPL_USD', choose, ...unused }, { style: 'rest' }, defaults);
    expect(offered).toContain('bearer');
    expect(offered).not.toContain('kraken');
  });

  test('the defaults are what the return key gives', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.resume();
    const ask = await createAsk({ input, output });
    const enter = setInterval(() => input.write('\r'), 50);
    const bybit = defaultChoices('bybit');
    expect(await askChoices(ask, {}, bybit)).toEqual(bybit);
    clearInterval(enter);
  });
});
