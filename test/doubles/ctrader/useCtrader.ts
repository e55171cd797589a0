import { afterEach } from 'vitest';
import { useDouble } from '../exchange/useDouble.js';
import { defaultAccount } from './CtraderAccount.js';
import { fieldOf, RawFixClient, type RawMessage, type RawSettings } from './RawFixClient.js';
import { type CtraderDoubleOptions, startCtraderDouble } from './startCtraderDouble.js';

/** A double for each test of the file, and raw clients of it that are closed with it. */
export function useCtrader(options: CtraderDoubleOptions = {}) {
  const { running, open } = useDouble(startCtraderDouble, options);
  const clients: RawFixClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  /** A connection on which nothing was said yet. */
  function connect(line: 'trade' | 'quote', settings: Partial<RawSettings> = {}): RawFixClient {
    const client = new RawFixClient({
      url: running()[line],
      ...{ sender: defaultAccount.sender, qualifier: line.toUpperCase(), ...settings },
    });
    clients.push(client);
    return client;
  }

  /** One that has logged on. */
  async function logOn(line: 'trade' | 'quote', settings?: Partial<RawSettings>): Promise<RawFixClient> {
    const client = connect(line, settings);
    client.logOn(defaultAccount.password);
    const answer = await client.next();
    if (fieldOf(answer, 35) !== 'A') throw new Error(`not logged on: ${fieldOf(answer, 58)}`);
    return client;
  }
  return { double: running, open, connect, logOn };
}

/** What is placed when nothing else is said: a limit order for 1000 EUR that rests. */
export function order(
  id: string,
  fields: Readonly<Record<number, string>> = {},
): (readonly [number, string])[] {
  const rests = { 11: id, 55: '1', 54: '1', 60: '20260101-00:00:00.000', 38: '1000', 40: '2', 44: '1.08' };
  const market = fields[40] === '1' ? { 44: undefined } : {};
  return Object.entries({ ...rests, ...market, ...fields }).flatMap(([tag, value]) =>
    value === undefined ? [] : [[Number(tag), value] as const],
  );
}

/** The values of some tags of a message, in this order; `-` for one that is absent. */
export function values(message: RawMessage, ...tags: number[]): string {
  return tags.map((tag) => fieldOf(message, tag) ?? '-').join(' ');
}
