import { okx } from 'ccxt';
import {
  defaultAccount,
  type OkxAccount,
  type OkxDouble,
  startOkxDouble,
} from '../doubles/okx/startOkxDouble.js';
import { type Envelope, type Plugin, startPlugin } from '../support/startPlugin.js';
import { type Answers, startPayloadServer } from './startPayloadServer.js';

/** The two readers of the same payloads. */
export interface Sides {
  /** From now on both sides are answered so; what is not named comes from the double. */
  set(answers: Answers): void;
  /** Asks the plugin as the docker does. @param hedged with the keys of the account in hedge mode. */
  ours(method: string, params?: object, hedged?: boolean): Promise<Envelope>;
  /** Asks a plugin that has kept nothing yet. */
  oursAnew(method: string): Promise<Envelope>;
  theirs: okx;
  close(): Promise<void>;
}

const net: OkxAccount = { ...defaultAccount, acctLv: '2', posMode: 'net_mode' };
const hedge: OkxAccount = {
  ...defaultAccount,
  accessKey: '7b1e9a04-33c8-4f0d-a1b6-9e24d6f3c581',
  acctLv: '2',
  posMode: 'long_short_mode',
};

// Each plugin paces its requests below the exchange's limits: together they are as fast as the test needs.
const PLUGINS = 12;

/** Starts the double, the server in front of it, plugins, and ccxt. */
export async function startSides(): Promise<Sides> {
  const double: OkxDouble = await startOkxDouble({ accounts: [net, hedge] });
  const server = await startPayloadServer(double.url);
  const start = () => startPlugin({ baseUrls: { OKX: server.url } });
  const plugins = await Promise.all(Array.from({ length: PLUGINS }, start));
  const theirs = new okx({
    urls: { api: { rest: server.url } },
    ...{ apiKey: net.accessKey, secret: net.secret, password: net.passphrase },
    enableRateLimit: false,
    // Figures come out as the digits that were sent.
    number: String,
    has: { fetchCurrencies: false },
    options: { fetchMarkets: { types: ['spot', 'swap', 'future'] } },
  });
  await theirs.loadMarkets();
  let turn = 0;

  function nextPlugin(): Plugin {
    turn += 1;
    const plugin = plugins[turn % plugins.length];
    if (!plugin) throw new Error('there are plugins');
    return plugin;
  }

  return {
    theirs,
    set: server.set,
    ours(method, params = {}, hedged = false) {
      const { accessKey, secret, passphrase } = hedged ? hedge : net;
      const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
      return nextPlugin().call('OKX', method, params, keys);
    },
    async oursAnew(method) {
      const plugin = await start();
      try {
        return await plugin.call('OKX', method);
      } finally {
        await plugin.stop();
      }
    },
    async close() {
      await Promise.all(plugins.map((plugin) => plugin.stop()));
      await server.close();
      await double.close();
    },
  };
}
