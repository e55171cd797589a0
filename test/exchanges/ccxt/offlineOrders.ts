const order = {
  id: '12345678901234567',
  clientOrderId: 'theirs',
  timestamp: 1_795_000_000_000,
  type: 'limit',
  status: 'open',
  price: '1000',
  average: undefined,
  reduceOnly: false,
  info: {},
};
/** An order of {@link offlineMarket}'s pair, as ccxt tells it. */
export const spotOrder = {
  ...order,
  symbol: 'BTC/USDT',
  side: 'buy',
  amount: '0.05',
  filled: '0',
  remaining: '0.05',
};
/** An order of its perpetual. */
export const swapOrder = {
  ...order,
  symbol: 'BTC/USDT:USDT',
  side: 'sell',
  amount: '50',
  filled: '0',
  remaining: '50',
};
