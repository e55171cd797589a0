import { expect, test } from 'vitest';
import { Cancellation, toAbortSignal } from '../../src/http/Cancellation.js';

const reason = new Error('over');

test('listeners are called once, in order, and not after they were removed', () => {
  const cancellation = new Cancellation();
  const called: string[] = [];
  const removed = () => called.push('removed');
  cancellation.addEventListener('abort', () => called.push('first'));
  cancellation.addEventListener('abort', removed);
  cancellation.addEventListener('abort', () => called.push('second'));
  cancellation.removeEventListener('abort', removed);
  expect(cancellation.aborted).toBe(false);
  cancellation.abort(() => reason);
  cancellation.abort(() => new Error('again'));
  expect(called).toEqual(['first', 'second']);
  expect(cancellation).toMatchObject({ aborted: true, reason });
});

test.each(['before', 'after'])('the signal of Node is aborted with it: asked for %s', (when) => {
  const cancellation = new Cancellation();
  if (when === 'before') cancellation.toAbortSignal();
  cancellation.abort(() => reason);
  expect(cancellation.toAbortSignal()).toMatchObject({ aborted: true, reason });
  expect(toAbortSignal(cancellation)).toBe(cancellation.toAbortSignal());
});

test('a signal of Node is passed on as it is', () => {
  const { signal } = new AbortController();
  expect(toAbortSignal(signal)).toBe(signal);
});
