/** What a new account of Paper has where nothing else is said, as decimal strings by currency. */
export const openingBalances: Readonly<Record<string, string>> = { USDT: '10000', BTC: '1', ETH: '10' };
