import { describe, expect, test } from 'vitest';
import { displayNameOf, parseExchangeName } from '../../src/scaffold/parseExchangeName.js';

describe('parseExchangeName', () => {
  test.each(['bybit', 'OKX', 'my-exchange', 'b2', 'a'.repeat(40)])('takes %s', (name) => {
    expect(parseExchangeName(name)).toBe(name);
  });

  test.each([
    ['my exchange', 'did you mean my-exchange?'],
    ['my_exchange.com', 'did you mean my-exchange-com?'],
    ['24bit', 'did you mean bit?'],
    ['-x-', 'did you mean x?'],
    ['..', 'like bybit'],
    ['../evil', 'did you mean evil?'],
    ['a/b', 'did you mean a-b?'],
    ['a\\b', 'did you mean a-b?'],
    ['a\u0000b', 'did you mean a-b?'],
    ['', 'like bybit'],
    ['币安', 'like bybit'],
    ['a--b', 'did you mean a-b?'],
    ['a'.repeat(41), 'longer than 40'],
  ])('refuses %j', (name, hint) => {
    expect(() => parseExchangeName(name)).toThrow(hint);
  });

  test.each([
    ...[
      'class',
      'Class',
      'await',
      'exchange',
      'fmz',
      'healthz',
      'metrics',
      'ccxt',
      'con',
      'NUL',
      'aux',
      'com1',
    ],
    'lpt9',
    ...['constructor', 'toString', 'valueof', 'prototype'],
  ])('%s is reserved', (name) => {
    expect(() => parseExchangeName(name)).toThrow(
      `"${name}" is reserved: use another, like ${name}-exchange`,
    );
  });
});

test('displayNameOf', () => {
  expect(['bybit', 'my-exchange', 'MEXC', 'b2-x'].map(displayNameOf)).toEqual([
    'Bybit',
    'My-Exchange',
    'MEXC',
    'B2-X',
  ]);
});
