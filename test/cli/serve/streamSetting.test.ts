import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { parseBaseUrls } from '../../../src/cli/plugin/baseUrls.js';
import { parseStreams, streamSetting } from '../../../src/cli/serve/streamSetting.js';
import { createLog } from '../../../src/server/Log.js';

const streaming = ['OKX', 'Bybit'];
const log = createLog({
  ...{ level: 'error' as const, format: 'json' as const, colors: new Chalk({ level: 0 }) },
  write: () => undefined,
});

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
    expect([enabled('okx') ?? true, enabled('bybit') ?? true]).toEqual([okx, bybit]);
  });

  it('where answers are replayed, there are none', () => {
    const enabled = streamSetting({ streams: ['OKX=off'] }, streaming, log)?.enabled;
    expect([enabled?.('okx'), enabled?.('bybit')]).toEqual([false, true]);
    expect(streamSetting({ streams: [], replay: 'fixtures' }, streaming, log)).toBeUndefined();
  });

  it.each([
    ['on', '--stream takes auto, off or NAME=off, not "on"'],
    ['OKX=', '--stream takes auto, off or NAME=off, not "OKX="'],
    ['OXK=off', '--stream names OXK, which has no streams here: did you mean OKX?'],
    ['OKX=off,okx=auto', '--stream says auto and off of okx: leave out one of them'],
    ['off auto', '--stream says auto and off of all exchanges: leave out one of them'],
    ['Paper=off', '--stream names Paper, which has no streams here: choose one of OKX, Bybit'],
  ])('%s', (value, message) => {
    expect(() => parseStreams([value], streaming)).toThrow(message);
  });
});

describe('--base-url NAME.stream', () => {
  const parse = (...values: string[]) =>
    parseBaseUrls(values, { known: [...streaming, 'Plain'].map((name) => ({ name, parts: [] })), streaming });

  it('stands beside the address of the API', () => {
    const origins = parse('OKX=https://eea.okx.com', 'okx.Stream=ws://127.0.0.1:7001');
    expect([...origins]).toEqual([
      ['okx', 'https://eea.okx.com'],
      ['okx.stream', 'ws://127.0.0.1:7001'],
    ]);
  });

  it.each([
    ['OKX.streams=wss://a.b', 'names OKX.streams: write OKX=URL for its API, or OKX.stream=URL'],
    ['OKX.stream=https://a.b', 'takes OKX.stream=URL with wss://, or ws:// to this machine'],
    ['OKX=wss://a.b', 'takes NAME=URL, like OKX=https://eea.okx.com; for streams OKX.stream=URL'],
    ['OKX-stream=wss://a.b', 'names OKX-stream, which has no API here: choose one of OKX, Bybit, Plain'],
    ['OXK.stream=https://a.b', 'names OXK, which has no streams here: did you mean OKX?'],
    ['Plain=wss://a.b', /takes NAME=URL, like OKX=https:\/\/eea\.okx\.com$/],
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

describe('--base-url NAME.PART', () => {
  const known = [
    { name: 'Alpaca', parts: ['data', 'live', 'paper'] },
    { name: 'Broken', parts: undefined },
    { name: 'OKX', parts: [] },
    { name: 'Plain', parts: [] },
  ];
  const parse = (...values: string[]) => parseBaseUrls(values, { known, streaming });
  const choice = 'write Alpaca=URL for its API, or one of Alpaca.data, Alpaca.live, Alpaca.paper';

  it('moves a host, or one environment', () => {
    const origins = parse(
      'Alpaca=http://127.0.0.1:1,alpaca.Data=http://127.0.0.1:2',
      'ALPACA.paper=https://a.b',
    );
    expect([...origins]).toEqual([
      ['alpaca', 'http://127.0.0.1:1'],
      ['alpaca.data', 'http://127.0.0.1:2'],
      ['alpaca.paper', 'https://a.b'],
    ]);
  });

  it('takes any part of an adapter that cannot be loaded yet', () => {
    expect([...parse('Broken.data=https://a.b')]).toEqual([['broken.data', 'https://a.b']]);
  });

  it.each([
    ['Alpaca.dta=https://a.b', `--base-url names Alpaca.dta: ${choice}`],
    ['Alpaca.=https://a.b', `--base-url names Alpaca.: ${choice}`],
    ['Alpaca.data.x=https://a.b', `--base-url names Alpaca.data.x: ${choice}`],
    ['Alpaca.data=wss://a.b', 'takes NAME=URL'],
    ['Alpaca.data=http://a.b', '--base-url Alpaca.data=http://a.b would send keys unencrypted: use https'],
    ['Alpaca.data=https://a.b/v2', 'takes an address without a path: Alpaca.data=https://a.b'],
    ['Alpaca.data=https://a.b,Alpaca.data=https://c.d', 'names alpaca.data twice'],
    ['Alpacca.data=https://a.b', 'names Alpacca, which has no API here: did you mean Alpaca?'],
    ['OKX.data=https://a.b', 'names OKX.data: write OKX=URL for its API, or OKX.stream=URL'],
    ['Plain.data=https://a.b', /names Plain\.data: write Plain=URL for its API$/],
  ])('%s', (value, message) => {
    expect(() => parse(value)).toThrow(message);
  });

  it('names the streams of an exchange that has some', () => {
    expect(() => parseBaseUrls(['Alpaca.dta=https://a.b'], { known, streaming: ['Alpaca'] })).toThrow(
      `${choice}, Alpaca.stream`,
    );
  });
});
