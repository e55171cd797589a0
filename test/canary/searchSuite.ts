// Imported before each file of the end-to-end suite: no test of it passes that leaves a key of its accounts in what commands
// print, in what they write, or in an answer.
import { afterAll, afterEach, expect } from 'vitest';
import { markSecret, searchText, takeTraces } from './watchSuite.js';

const { fetch } = globalThis;
globalThis.fetch = async (...args) => {
  const [, secret] = /"secret_key":"([^"\\]+)"/.exec(String(args[1]?.body)) ?? [];
  if (secret !== undefined) markSecret(secret);
  const response = await fetch(...args);
  const copy = response.clone();
  const search = (text: string) => searchText(`the answer of ${response.url}`, text);
  // Whoever asked may go away before all of it has come.
  void copy.text().then(search, () => undefined);
  return response;
};

const expectNone = () => expect(takeTraces()).toEqual([]);
afterEach(expectNone);
afterAll(expectNone);
