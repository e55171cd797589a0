import fc from 'fast-check';
import { startRecordingServer } from '../../../src/testing.js';
import { type Envelope, type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

/** An exchange that answers each path with given rows, and the plugin in front of it. */
export interface OddBench {
  plugin: Plugin;
  call(method: string, params?: object): Promise<Envelope>;
  /** The data of a call that has to succeed. */
  data(method: string, params?: object): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * @param exchange.name of the adapter; a `prefix` such as Paper is put before it in the calls.
 * @param answer the body for a path and its query.
 */
export async function startOdd(
  exchange: { name: string; keys: Keys; prefix?: string },
  answer: (path: string, query: URLSearchParams) => unknown,
): Promise<OddBench> {
  const server = await startRecordingServer(({ path, query }) => ({
    body: JSON.stringify(answer(path, new URLSearchParams(query))),
  }));
  const plugin = await startPlugin({ baseUrls: { [exchange.name]: server.url }, timeout: 60_000 });
  const call = (method: string, params: object = {}) =>
    plugin.call(`${exchange.prefix ?? ''}${exchange.name}`, method, params, exchange.keys);
  return {
    plugin,
    call,
    async data(method, params) {
      const { data, error } = await call(method, params);
      if (error !== undefined) throw new Error(error);
      return data;
    },
    async close() {
      await plugin.stop();
      await server.close();
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** What may become of a field: it is gone, null, a number, has an exponent, or is garbage. */
const spoil = fc.constantFrom<(row: Row, field: string) => Row>(
  (row, field) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)),
  (row, field) => ({ ...row, [field]: null }),
  (row, field) => ({ ...row, [field]: 17.5 }),
  (row, field) => ({ ...row, [field]: '1.2e-8' }),
  (row, field) => ({ ...row, [field]: 'garbage' }),
  (row, field) => ({ ...row, [field]: '' }),
  (row, field) => ({ ...row, [field]: { nested: true } }),
);

/** A row of which a field or two are spoilt. */
export function spoilt(row: Row): fc.Arbitrary<Row> {
  const change = fc.tuple(spoil, fc.constantFrom(...Object.keys(row)));
  return fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map((changes) => changes.reduce((spoiltRow, [how, field]) => how(spoiltRow, field), row));
}

/** Good rows with odd ones between them, and which are good. */
export function mixed(good: readonly Row[], odd: readonly Row[]): fc.Arbitrary<Row[]> {
  return fc
    .tuple(...odd.map((row) => fc.tuple(spoilt(row), fc.nat(good.length))))
    .map((spoiltRows) =>
      spoiltRows.reduce<Row[]>((rows, [row, place]) => rows.toSpliced(place, 0, row), [...good]),
    );
}

/** How often a text holds another one. */
export function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
