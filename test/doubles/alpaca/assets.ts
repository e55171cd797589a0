import { type Asset, coin, stock } from './Asset.js';

/** What the double trades: an ETF and a coin are both called BTC. */
export const assets: readonly Asset[] = [
  stock({ symbol: 'AAPL', name: 'Apple Inc. Common Stock', price: '230' }),
  stock({ symbol: 'MSFT', name: 'Microsoft Corporation Common Stock', price: '480' }),
  stock({ symbol: 'SPY', name: 'SPDR S&P 500', exchange: 'ARCA', price: '660' }),
  stock({ symbol: 'BRK.B', name: 'Berkshire Hathaway Inc. Class B', exchange: 'NYSE', price: '505' }),
  stock({
    symbol: 'BRK.A',
    name: 'Berkshire Hathaway Inc. Class A',
    exchange: 'NYSE',
    price: '757000',
    fractionable: false,
  }),
  stock({
    symbol: 'LEAF',
    name: 'Whole shares only',
    exchange: 'AMEX',
    price: '12',
    fractionable: false,
    shortable: false,
  }),
  stock({ symbol: 'PENN', name: 'Less than a dollar', price: '0.85', tick: '0.0001' }),
  stock({ symbol: 'BTC', name: 'An ETF of bitcoin', exchange: 'ARCA', price: '38' }),
  stock({ symbol: 'HALT', name: 'Not tradable', price: '5', tradable: false }),
  stock({ symbol: 'GONE', name: 'Not listed any more', price: '3', status: 'inactive', tradable: false }),
  coin({
    symbol: 'BTC/USD',
    name: 'Bitcoin / US Dollar',
    price: '85000',
    minOrderSize: '0.000011731',
    tick: '0.01',
  }),
  coin({ symbol: 'ETH/USD', name: 'Ethereum / US Dollar', price: '3000', lot: '0.001' }),
  coin({ symbol: 'LTC/USD', name: 'Litecoin / US Dollar', price: '80', lot: '0.01' }),
  coin({ symbol: 'USDT/USD', name: 'USDT / US Dollar', price: '1', tick: '0.0001', lot: '1' }),
  coin({ symbol: 'BTC/USDT', name: 'Bitcoin / USDT', price: '85000' }),
  coin({ symbol: 'ETH/BTC', name: 'Ethereum / Bitcoin', price: '0.035', tick: '0.000001', lot: '0.001' }),
];
