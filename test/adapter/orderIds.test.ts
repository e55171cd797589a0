import { expect, test } from 'vitest';
import { createClientOrderId, isClientOrderId } from '../../src/index.js';

test.each([16, 20, 31])('a client order id may have %d characters', (length) => {
  const ids = Array.from({ length: 1000 }, () => createClientOrderId(length));
  expect(ids.every((id) => id.length === length && isClientOrderId(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([0, 15, 32, Number.NaN])('%d characters are not enough, or too many', (length) => {
  expect(() => createClientOrderId(length)).toThrow('a client order id has 16 to 31 characters');
});
