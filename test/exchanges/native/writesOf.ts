import type { Bench } from './createBench.js';
import type { WriteFacts } from './WriteFacts.js';

/** A limit order that rests. */
export const limitOrder = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };

/** A method that writes: what is there before it, the call itself, and whether it was carried out. */
export interface Write {
  method: 'trade' | 'cancel' | 'modifyorder' | 'setmarginlevel';
  /** Gives the params of the call. */
  prepare(bench: Bench): Promise<object>;
  carriedOut(bench: Bench): Promise<boolean>;
}

const placeFirst = (bench: Bench): Promise<object> => bench.ok('trade', limitOrder);
const firstOf = ({ exchange, double }: Bench) => exchange.placed(double)[0];

/** The methods that write. */
export const writesOf = ({ words, leverageOf }: Pick<WriteFacts, 'words' | 'leverageOf'>) =>
  ({
    trade: {
      method: 'trade',
      prepare: async () => limitOrder,
      carriedOut: async ({ double }) => double.orders().length === 1,
    },
    cancel: {
      method: 'cancel',
      prepare: placeFirst,
      carriedOut: async (bench) => firstOf(bench)?.status === words.canceled,
    },
    modifyorder: {
      method: 'modifyorder',
      prepare: async (bench) => ({ ...(await placeFirst(bench)), price: '999', amount: '-1' }),
      carriedOut: async (bench) => firstOf(bench)?.price === '999',
    },
    setmarginlevel: {
      method: 'setmarginlevel',
      prepare: async () => ({ symbol: 'BTC_USDT.swap', margin_level: '7' }),
      carriedOut: async (bench) => (await leverageOf(bench)) === '7',
    },
  }) satisfies Record<Write['method'], Write>;
