import { describe, expect, test } from 'vitest';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { runCases } from '../../src/check/runCases.js';
import type { SessionWatch, WatchedMessage } from '../../src/check/SessionWatch.js';
import { Broker, brokerKeys } from './Broker.js';
import { failures, noKeys, outcomes } from './checkBroker.js';
import { type FaultyRequest, startFaulty } from './startFaulty.js';

/** What a plugin does wrong with its sessions. */
interface Faults {
  /** Each call opens one. */
  logsOnEach?: boolean;
  /** Refused keys are tried with each call. */
  triesAgain?: boolean;
  /** A refusal keeps the right keys out. */
  locksOut?: boolean;
  /** An order whose report is lost is an error, and placed all the same. */
  loses?: boolean;
  /** An order whose report is lost is sent once more; with the same id, or another one. */
  repeats?: 'same' | 'another';
  /** What of the keys is told. */
  tells?: 'answer' | 'log';
}

const PASSWORD = 'broker-secret';

/** A plugin in front of a broker with one FIX line, and what goes over that. */
class Line implements SessionWatch {
  readonly sent: WatchedMessage[] = [];
  readonly proofs = new Set<string>();
  readonly #broker = new Broker();
  readonly #faults: Faults;
  #open = false;
  #refused = false;
  #cutsOrder = false;
  #orders = 0;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  log(): string {
    return this.#faults.tells === 'log' ? `Logon 554=${PASSWORD}` : 'Logon 554=***';
  }

  cut(): void {
    this.#open = false;
  }

  cutBehind(): () => boolean {
    this.#cutsOrder = true;
    return () => !this.#cutsOrder;
  }

  async answer(request: FaultyRequest): Promise<object> {
    const { secret_key: secret }: { secret_key?: unknown } = Object(JSON.parse(request.text));
    if (secret !== PASSWORD) return this.#refuse(String(secret));
    if (this.#refused && this.#faults.locksOut) return { error: 'the last Logon was refused' };
    if (!this.#open) this.#logOn(PASSWORD);
    this.#open = !this.#faults.logsOnEach;
    return request.method === 'trade' ? this.#trade(request) : this.#broker.answer(request);
  }

  #logOn(password: string): void {
    this.sent.push({ line: 'trade', type: 'A' });
    this.proofs.add(password);
  }

  #refuse(password: string): object {
    if (!this.#refused || this.#faults.triesAgain) this.#logOn(password);
    this.#refused = true;
    const told = this.#faults.tells === 'answer' ? ` (${password})` : '';
    return { error: `the Logon was refused${told}` };
  }

  async #trade(request: FaultyRequest): Promise<object> {
    const send = (id: string) => {
      this.sent.push({ line: 'trade', type: 'D', id });
      return this.#broker.answer(request);
    };
    this.#orders += 1;
    const answer = await send(`order-${this.#orders}`);
    if (!this.#cutsOrder || 'error' in answer) return answer;
    this.#cutsOrder = false;
    this.#open = false;
    if (this.#faults.repeats)
      await send(`order-${this.#orders}${this.#faults.repeats === 'same' ? '' : 'b'}`);
    return this.#faults.loses ? { error: 'the session has ended' } : answer;
  }
}

async function check(faults: Faults, options: { keys?: typeof noKeys; trade?: boolean } = {}) {
  const line = new Line(faults);
  const plugin = await startFaulty((request) => line.answer(request));
  try {
    return await runCases({
      ...{ http: new RawHttpClient(plugin.url, 5000), symbol: 'AAPL_USD', keys: brokerKeys, trade: true },
      ...options,
      sessions: line,
      wanted: ({ group }) => group === 'session',
      conceal: (text) => text,
    });
  } finally {
    plugin.close();
  }
}

test('a plugin that shares its session and looks for what it lost has no defect', async () => {
  const report = await check({});
  expect(failures(report)).toEqual([]);
  expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(['ok']));
  expect(report.warning).toBeUndefined();
});

describe('what is done wrong is found', () => {
  test.each<[string, Faults, string[]]>([
    [
      'a Logon for each call',
      { logsOnEach: true },
      ['session.one-logon: 20 calls at once logged on to trade 20 times'],
    ],
    [
      'refused keys with each call',
      { triesAgain: true },
      ['session.refused-once: 3 calls with a wrong password logged on to trade 3 times'],
    ],
    [
      'an order that is told as an error',
      { loses: true },
      ['session.cut-order: CreateOrder returned an error, and the exchange has AAPL,1001'],
    ],
    [
      'an order that is sent again',
      { repeats: 'same' },
      [
        'session.cut-order: one order was sent, and AAPL,1001 and AAPL,1002 are open',
        'session.sent-once: order-2 was sent with more than one NewOrderSingle (D)',
      ],
    ],
    [
      'an order that is sent again with another id',
      { repeats: 'another' },
      ['session.cut-order: one order was sent, and AAPL,1001 and AAPL,1002 are open'],
    ],
    ['a password in the log', { tells: 'log' }, ['session.secrets: the log contains a secret of a Logon']],
    [
      'a password in an answer',
      { tells: 'answer' },
      ['session.secrets: the answer contains a secret of a Logon'],
    ],
  ])('%s', async (_name, faults, expected) => {
    const report = await check(faults);
    expect(failures(report)).toEqual(expected);
    expect(report.warning).toBeUndefined();
  });

  test('a refusal that keeps the right keys out', async () => {
    expect(failures(await check({ locksOut: true }, { trade: false }))).toEqual([
      'session.refused-once: an error instead of data: the last Logon was refused',
    ]);
  });
});

test('orders are cut with --trade alone, and nothing is looked at without keys', async () => {
  expect(outcomes(await check({}, { trade: false }))).toMatchObject({
    'session.one-logon': 'ok',
    'session.cut-order': 'places an order: allow it with --trade',
    'session.sent-once': 'no order was sent: allow it with --trade',
    'session.refused-once': 'ok',
  });
  const without = outcomes(await check({}, { keys: noKeys, trade: false }));
  expect(new Set(Object.values(without))).toEqual(
    new Set(['needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY']),
  );
});

test('where sessions cannot be seen, each case says why', async () => {
  const plugin = await startFaulty(() => ({ error: 'not asked' }));
  const report = await runCases({
    ...{ http: new RawHttpClient(plugin.url, 5000), symbol: 'AAPL_USD', keys: brokerKeys, trade: true },
    sessions: 'OKX has no FIX lines',
    wanted: ({ group }) => group === 'session',
    conceal: (text) => text,
  });
  plugin.close();
  expect(report.cases.map(({ status, reason }) => [status, reason])).toEqual(
    Array(5).fill(['skip', 'OKX has no FIX lines']),
  );
});
