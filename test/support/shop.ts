import { type Api, type Instrument, Instruments, RecentOrders } from '../../src/index.js';

/** What an exchange lists that has one pair, A_B. */
export type Shop = Instrument<null, 'spot'>;
export type ShopApi = Api<unknown, ReturnType<typeof createState>>;

const instrument: Shop = {
  ...{ list: 'spot', id: 'AB', kind: 'spot', base: 'A', quote: 'B', standard: true, row: null },
};

/** The state of its adapter. */
export function createState() {
  const instruments = new Instruments<null, 'spot'>({
    exchange: 'Shop',
    lists: ['spot'],
    listOf: () => 'spot',
    read: async () => ({ instruments: [instrument], replies: [] }),
    delistedName: (id) => id,
  });
  return { instruments, recentOrders: new RecentOrders() };
}
