import { DeferredExchange } from '../runtime/DeferredExchange.js';

/** What Paper is told. */
export interface PaperChoices {
  /** The file that it keeps its accounts in. @default none */
  paperState?: string | undefined;
  /** Told in one sentence each time that file cannot be written, and that it is. */
  onPaperTrouble?: ((sentence: string, fails: boolean) => void) | undefined;
  /** What a new account has, as decimal strings by currency. @default 10000 USDT, 1 BTC and 10 ETH */
  paperBalances?: Readonly<Record<string, string>> | undefined;
}

/** Each with what has to be known before its code is loaded, in the order in which they are shown. */
const adapters = [
  { name: 'OKX', hosts: { api: 'https://www.okx.com' }, streams: true, load: () => import('./okx/index.js') },
  {
    name: 'Bybit',
    hosts: { api: 'https://api.bybit.com' },
    streams: true,
    load: () => import('./bybit/index.js'),
  },
  {
    name: 'Alpaca',
    hosts: {
      api: { live: 'https://api.alpaca.markets', paper: 'https://paper-api.alpaca.markets' },
      data: 'https://data.alpaca.markets',
    },
    load: () => import('./alpaca/index.js'),
  },
  { name: 'CTrader', lines: ['trade', 'quote'], load: () => import('./ctrader/index.js') },
];

/**
 * The exchanges that come with fmzproto. Their code is loaded when they are first asked for; that of Paper at once where it
 * has a file, which is taken from the start.
 *
 * @throws StateFileError when there is a file of accounts, but it cannot be used.
 */
export async function builtInExchanges(options: PaperChoices = {}): Promise<DeferredExchange[]> {
  const { paperState: stateFile, paperBalances: balances, onPaperTrouble: onTrouble } = options;
  const paper = new DeferredExchange({ name: 'Paper', wraps: true }, async () => {
    const [{ createPaper }, { createSynthetic }] = await Promise.all([
      import('./paper/index.js'),
      import('./synthetic/index.js'),
    ]);
    return createPaper({ market: createSynthetic(), stateFile, balances, onTrouble });
  });
  if (stateFile !== undefined) await paper.load();
  const others = adapters.map(
    ({ load, ...facts }) => new DeferredExchange(facts, async () => (await load()).default),
  );
  return [...others, paper];
}
