import { describe, expect, it } from 'vitest';
import { parseCallArguments } from '../../../src/cli/call/arguments.js';
import { UsageError } from '../../../src/cli/terminal/errors.js';
import { methodNames, methods } from '../../../src/protocol/methods.js';

describe('parseCallArguments', () => {
  it('takes every method under both of its names', () => {
    for (const name of methodNames) {
      const words = name === 'io' ? ['GET', '/x'] : methods[name].args.map((arg) => `value of ${arg}`);
      expect(parseCallArguments([name, ...words]).name).toBe(name);
      expect(parseCallArguments([methods[name].fmz, ...words])).toEqual(parseCallArguments([name, ...words]));
    }
  });

  it('keeps params in the order of the table, whatever the spelling fixes', () => {
    const { params } = parseCallArguments(['sell', 'BTC_USDT', '-1', '0.1']);
    expect(Object.entries(params)).toEqual([
      ['symbol', 'BTC_USDT'],
      ['type', 'sell'],
      ['price', '-1'],
      ['amount', '0.1'],
    ]);
  });

  it('leaves out what was not given, and passes on what is empty', () => {
    expect(parseCallArguments(['historyorders']).params).toEqual({});
    expect(parseCallArguments(['historyorders', '', '0']).params).toEqual({ symbol: '', since: '0' });
  });

  it('counts params that are given by name', () => {
    expect(parseCallArguments(['ticker'], [['symbol', 'A_B']]).params).toEqual({ symbol: 'A_B' });
    expect(parseCallArguments(['ticker', 'A_B'], [['symbol', 'C_D']]).params).toEqual({ symbol: 'C_D' });
  });

  it('takes any name for a param of io', () => {
    const { params } = parseCallArguments(['io', 'POST', '/x', '__proto__=1', 'path=', 'a=b=c']);
    expect(JSON.stringify(params)).toBe('{"__proto__":"1","path":"","a":"b=c"}');
  });

  it.each([
    [['records', 'A_B'], 'PERIOD is missing, usage: npx fmzproto call records SYMBOL PERIOD [LIMIT]'],
    [['buy'], 'SYMBOL and PRICE and AMOUNT are missing, usage: npx fmzproto call buy SYMBOL PRICE AMOUNT'],
    [['accounts', 'x'], 'unexpected argument "x", usage: npx fmzproto call accounts'],
    [
      ['io', '/x'],
      '"/x" is not an HTTP verb such as GET or POST, usage: npx fmzproto call io VERB PATH [NAME=VALUE...]',
    ],
    [['io', 'GET'], 'PATH is missing, usage: npx fmzproto call io VERB PATH [NAME=VALUE...]'],
  ])('refuses %j', (words, message) => {
    expect(() => parseCallArguments(words)).toThrow(new UsageError(message));
  });

  it('suggests the nearest spelling', () => {
    expect(() => parseCallArguments(['GetTiker'])).toThrow(/did you mean GetTicker\?/);
    expect(() => parseCallArguments(['postions'])).toThrow(/did you mean positions\?/);
    expect(() => parseCallArguments(['exchange.GetTicker("LTC_USDT")'])).toThrow(
      /, did you mean GetTicker\?/,
    );
    expect(() => parseCallArguments(['something'])).toThrow(
      /unknown method "something": the methods are ticker, depth/,
    );
  });
});
