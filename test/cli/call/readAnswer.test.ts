import { expect, it } from 'vitest';
import { readAnswer } from '../../../src/cli/call/readAnswer.js';
import { CallError } from '../../../src/cli/terminal/errors.js';

const read = (text: string, status = 200) => readAnswer('http://127.0.0.1:6666', { status, text });

it('reads data and raw as text', () => {
  expect(read('{"data":{"id":"1"},"raw":1.50}')).toMatchObject({
    data: '{"id":"1"}',
    raw: '1.50',
    error: undefined,
  });
  expect(read('{"data":null}')).toMatchObject({ data: 'null', raw: undefined, error: undefined });
});

it('takes the presence of error for a failure, as the docker does', () => {
  expect(read('{"error":"no","data":1}').error).toBe('no');
  expect(read('{"error":{"code":1.50}}').error).toBe('{"code":1.50}');
  expect(read('{"error":""}').error).toBe('');
  expect(read('{"error":"a\\nb\\u001b[2J"}').error).toBe('a b [2J');
});

it('takes an empty error beside data for none', () => {
  expect(read('{"error":"","data":1}').error).toBeUndefined();
  expect(read('{"error":null,"data":1}').error).toBeUndefined();
});

it.each(['', 'x', '[]', '1', 'null', '{}'])('refuses %j', (text) => {
  expect(() => read(text)).toThrow(CallError);
});

it('refuses any status but 200', () => {
  expect(() => read('{"data":1}', 500)).toThrow(/HTTP 500/);
});
