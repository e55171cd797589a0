import type { Exchange } from '../adapter/Exchange.js';

/** What Paper is told. */
export interface PaperChoices {
  /** The file that it keeps its accounts in. @default none */
  paperState?: string | undefined;
  /** What a new account has, as decimal strings by currency. @default 10000 USDT, 1 BTC and 10 ETH */
  paperBalances?: Readonly<Record<string, string>> | undefined;
}

/**
 * The adapters that come with fmzproto, imported when they are asked for.
 *
 * @throws StateFileError when there is a file of accounts, but it cannot be used.
 */
export async function builtInExchanges(options: PaperChoices = {}): Promise<Exchange[]> {
  const [okx, bybit, paper, synthetic] = await Promise.all([
    import('./okx/index.js'),
    import('./bybit/index.js'),
    import('./paper/index.js'),
    import('./synthetic/index.js'),
  ]);
  const { paperState: stateFile, paperBalances: balances } = options;
  return [
    okx.default,
    bybit.default,
    paper.createPaper({ market: synthetic.createSynthetic(), stateFile, balances }),
  ];
}
