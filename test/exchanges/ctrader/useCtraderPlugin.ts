import { afterEach, beforeEach, expect } from 'vitest';
import type { FixField } from '../../../src/fix/FixMessage.js';
import type { CtraderAcceptor } from '../../doubles/ctrader/CtraderAcceptor.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

/** The plugin in front of an acceptor of cTrader's FIX, both anew for each test. No password comes into the log. */
export function useCtraderPlugin<Acceptor extends CtraderAcceptor>(
  start: () => Promise<Acceptor>,
  options: { timeout?: number } = {},
) {
  let running: { acceptor: Acceptor; plugin: Plugin } | undefined;
  const started = () => {
    if (!running) throw new Error('the plugin does not run');
    return running;
  };

  async function open(other: () => Promise<Acceptor> = start, settings = options): Promise<void> {
    await close();
    const acceptor = await other();
    const baseUrls = { CTrader: acceptor.trade, 'CTrader.quote': acceptor.quote };
    running = { acceptor, plugin: await startPlugin({ baseUrls, ...settings }) };
  }

  async function close(): Promise<void> {
    if (!running) return;
    const { acceptor, plugin } = running;
    running = undefined;
    await plugin.stop();
    await acceptor.close();
    const [password = ''] = acceptor.keys.secret_key.split(',');
    expect(plugin.log()).not.toContain(password);
  }

  beforeEach(() => open());
  afterEach(close);

  const call = (method: string, params: object = {}, keys: Keys = started().acceptor.keys) =>
    started().plugin.call('CTrader', method, params, keys);

  return {
    open,
    call,
    acceptor: () => started().acceptor,
    plugin: () => started().plugin,
    /** The data of an answer that is no error. */
    async ok(method: string, params: object = {}, keys?: Keys): Promise<ReturnType<typeof JSON.parse>> {
      const { data, error } = await call(method, params, keys);
      expect(error).toBeUndefined();
      return data;
    },
    /** The error of an answer. */
    async refused(method: string, params: object = {}, keys?: Keys): Promise<string> {
      const { data, error } = await call(method, params, keys);
      expect(data).toBeUndefined();
      return error ?? '';
    },
    /** What of the bodies of a type has arrived, each as a text of some tags and their values. */
    async sent(type: string, tags: readonly number[]): Promise<string[]> {
      const messages = (await started().acceptor.received()).filter((message) => message.type === type);
      return messages.map(({ fields }) => shown(fields, tags));
    },
  };
}

function shown(fields: readonly FixField[], tags: readonly number[]): string {
  const values = new Map(fields);
  return tags.flatMap((tag) => (values.has(tag) ? `${tag}=${values.get(tag)}` : [])).join('|');
}
