import { BigNumber } from 'bignumber.js';
import { emptyRow, type Instrument, type InstrumentRow } from './Instrument.js';

/** The pairs of the double. */
export const spotInstruments: readonly Instrument[] = [
  spot('BTC-USDT', '60000', {
    tickSz: '0.1',
    lotSz: '0.00000001',
    minSz: '0.00001',
    instIdCode: 10001,
    // A change that is announced but not in force.
    upcChg: [{ param: 'tickSz', newValue: '0.01', effTime: '4102444800000' }],
  }),
  spot('ETH-USDT', '3000', { tickSz: '0.01', lotSz: '0.000001', minSz: '0.0001', instIdCode: 10002 }),
  spot('LTC-USDT', '80', { tickSz: '0.01', lotSz: '0.000001', minSz: '0.01', instIdCode: 10003 }),
  spot('BTC-USDC', '59990', {
    tickSz: '0.1',
    lotSz: '0.00000001',
    minSz: '0.00001',
    tradeQuoteCcyList: ['USD', 'USDC'],
  }),
  spot('ETH-USDC', '2999.5', { tickSz: '0.01', lotSz: '0.000001', minSz: '0.0001' }),
  spot('ETH-BTC', '0.05', { tickSz: '0.00001', lotSz: '0.000001', minSz: '0.001' }),
  spot('DOGE-USDT', '0.12', { tickSz: '0.00001', lotSz: '0.01', minSz: '10' }),
  spot('SHIB-USDT', '0.00001234', { tickSz: '0.000000001', lotSz: '1', minSz: '10000', lever: '' }),
  spot('HALT-USDT', '1', { tickSz: '0.0001', lotSz: '0.01', minSz: '1', state: 'suspend', lever: '' }),
  // Steps are empty until shortly before the listing.
  spot('SOON-USDT', '1', {
    tickSz: '',
    lotSz: '',
    minSz: '',
    maxLmtSz: '',
    maxMktSz: '',
    state: 'preopen',
    lever: '',
    listTime: '4102444800000',
  }),
];

/** More pairs. */
export const spotAltcoins: readonly Instrument[] = Array.from({ length: 50 }, (_, index) =>
  spot(`ALT${index}-USDT`, '60', { tickSz: '0.01', lotSz: '0.01', minSz: '0.1' }),
);

function spot(instId: string, price: string, row: Partial<InstrumentRow>): Instrument {
  const [baseCcy = '', quoteCcy = ''] = instId.split('-');
  return {
    price: new BigNumber(price),
    row: {
      ...emptyRow,
      lever: '10',
      listTime: '1548128880000',
      tradeQuoteCcyList: [quoteCcy],
      ...row,
      instId,
      instType: 'SPOT',
      baseCcy,
      quoteCcy,
    },
  };
}
