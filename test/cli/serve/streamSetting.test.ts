import { describe, expect, it } from 'vitest';
import { parseBaseUrls } from '../../../src/cli/serve/baseUrls.js';
import { parseStreams } from '../../../src/cli/serve/streamSetting.js';

const streaming = ['OKX', 'Bybit'];

describe('--stream', () => {
  it.each([
    [[], true, true],
    [['auto'], true, true],
    [['off'], false, false],
    [['OKX=off'], false, true],
    [['off', 'okx=auto'], true, false],
    [['okx=auto,off'], true, false],
  ])('%j', (values, okx, bybit) => {
    const enabled = parseStreams(values, streaming);
    expect([enabled('okx'), enabled('bybit')]).toEqual([okx, bybit]);
  });

  it.each([
    ['on', '--stream takes auto, off or NAME=off, not "on"'],
    ['OKX=', '--stream takes auto, off or NAME=off, not "OKX="'],
    ['OXK=off', '--stream names OXK, which has no streams here: did you mean OKX?'],
    ['Paper=off', '--stream names Paper, which has no streams here: choose one of OKX, Bybit'],
  ])('%s', (value, message) => {
    expect(() => parseStreams([value], streaming)).toThrow(message);
  });
});

describe('--base-url NAME.stream', () => {
  const parse = (...values: string[]) => parseBaseUrls(values, { known: [...streaming, 'Plain'], streaming });

  it('stands beside the address of the API', () => {
    const origins = parse('OKX=https://eea.okx.com', 'okx.Stream=ws://127.0.0.1:7001');
    expect([...origins]).toEqual([
      ['okx', 'https://eea.okx.com'],
      ['okx.stream', 'ws://127.0.0.1:7001'],
    ]);
  });

  it.each([
    ['OKX.streams=wss://a.b', 'names OKX.streams: write OKX=URL for an API, OKX.stream=URL for streams'],
    ['OKX.stream=https://a.b', 'takes OKX.stream=URL with wss://, or ws:// to this machine'],
    ['OKX=wss://a.b', 'takes NAME=URL, like OKX=https://eea.okx.com; for streams OKX.stream=URL'],
    ['.stream=wss://a.b', 'takes NAME=URL, like OKX=https://eea.okx.com'],
    ['https://eea.okx.com', 'takes NAME=URL, like OKX=https://eea.okx.com'],
    ['wss://wseea.okx.com:8443', 'takes NAME=URL, like OKX=https://eea.okx.com'],
    ['OKX.stream=ws://a.b', 'would bring prices that anybody on the way can change: use wss'],
    ['OKX.stream=wss://a.b/ws/v5/public', 'takes an address without a path: OKX.stream=wss://a.b'],
    ['Plain.stream=wss://a.b', 'names Plain, which has no streams here: choose one of OKX, Bybit'],
    ['OXK.stream=wss://a.b', 'names OXK, which has no streams here: did you mean OKX?'],
    ['OKX.stream=wss://a.b,OKX.stream=wss://c.d', 'names okx.stream twice'],
  ])('%s', (value, message) => {
    expect(() => parse(value)).toThrow(message);
  });
});
