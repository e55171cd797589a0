import { afterEach } from 'vitest';
import { fieldOf, type RawField, RawFixClient, type RawMessage } from '../ctrader/RawFixClient.js';
import { useDouble } from '../exchange/useDouble.js';
import { startQuickfix } from './startQuickfix.js';

type Line = 'trade' | 'quote';

/** An acceptor for each test of the file, and clients that share no line with the product's. */
export function useQuickfix() {
  const { running } = useDouble(startQuickfix);
  const clients: RawFixClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  const open = (line: Line, settings: { sender?: string; target?: string; qualifier?: string } = {}) => {
    const usual = { url: running()[line], sender: 'demo.broker.12345', qualifier: line.toUpperCase() };
    const client = new RawFixClient({ ...usual, ...settings });
    clients.push(client);
    return client;
  };

  const logOn = async (line: Line = 'trade') => {
    const client = open(line);
    client.logOn('fix-password');
    await client.next('A');
    return client;
  };

  return { running, open, logOn };
}

/** @example read('11=a|55=1') */
export function read(text: string): RawField[] {
  return text.split('|').map((field) => {
    const [tag, value = ''] = field.split('=');
    return [Number(tag), value];
  });
}

/** @example pick(report, 150, 39) // '150=0|39=0', '-' for what is absent */
export function pick(message: RawMessage, ...tags: number[]): string {
  return tags.map((tag) => `${tag}=${fieldOf(message, tag) ?? '-'}`).join('|');
}

/** The body of a NewOrderSingle, but for its kind and price. */
export function order(id: string, more: string): RawField[] {
  return read(`11=${id}|55=1|54=1|60=20260513-10:20:30.000|38=1000|${more}`);
}
