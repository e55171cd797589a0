import { defineExchange, formatOrderId, type Order, type Position, ProtocolError } from 'fmzproto';
import * as v from 'valibot';

const positions: Position[] = [
  {
    symbol: 'BTC_USDT.swap',
    type: 'long',
    amount: 3,
    frozen_amount: 1,
    price: 60000.5,
    profit: -1.25,
    margin: 180.0015,
    margin_level: 10,
    contract_type: 'swap',
  },
  {
    symbol: 'ETH_USD.quarter',
    type: 'short',
    amount: 20,
    frozen_amount: 0,
    price: 2500,
    profit: 0.00000015,
    margin: 0.008,
    margin_level: 2.5,
    contract_type: 'quarter',
  },
];

/** An exchange without a network, whose answers are known. */
export default defineExchange({
  name: 'Fixed',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({ levels: new Map<string, number>(), orders: new Map<string, Order>() }),
  methods: {
    async positions({ symbol }, { state }) {
      const rows = positions.map((row) => ({
        ...row,
        margin_level: state.levels.get(row.symbol) ?? row.margin_level,
      }));
      return { data: rows.filter((row) => !symbol || row.symbol === symbol.name), raw: { rows: 'as sent' } };
    },
    async setmarginlevel({ symbol, margin_level }, { state }) {
      if (Number(margin_level) > 125) throw new ProtocolError('the leverage is 125 at most');
      state.levels.set(symbol.name, Number(margin_level));
      return { data: true };
    },
    async fundings({ symbol }) {
      const name = symbol && !('range' in symbol) ? symbol.name : 'BTC_USDT.swap';
      return { data: [{ symbol: name, rate: -0.0000125, time: 1731052800000, interval: 28800000 }] };
    },
    async markets() {
      const spot = {
        symbol: 'LTC_USDT',
        base_asset: 'LTC',
        quote_asset: 'USDT',
        tick_size: 0.01,
        amount_size: 0.000001,
        price_precision: 2,
        amount_precision: 6,
        min_qty: 0.001,
        max_qty: 100000,
        min_notional: 1,
        max_notional: 1000000,
      };
      const swap = { symbol: 'BTC_USDT.swap', base_asset: 'BTC', quote_asset: 'USDT' };
      return {
        data: {
          LTC_USDT: spot,
          'BTC_USDT.swap': { ...swap, tick_size: 0.1, ct_val: 0.01, ct_val_ccy: 'BTC' },
        },
      };
    },
    async tickers() {
      const prices = { buy: '80.1', sell: '80.2', high: '82', low: '79.5', open: '79.9', last: '80.15' };
      return { data: [{ symbol: 'LTC_USDT', ...prices, vol: '1234.5', time: '1731028903911' }] };
    },
    async trade({ symbol, amount, price = '0' }, { state }) {
      const id = formatOrderId(symbol.name, '2896576259728695296');
      state.orders.set(id, {
        id,
        symbol: symbol.name,
        amount: Number(amount),
        price: Number(price),
        deal_amount: 0,
        avg_price: 0,
        type: 'buy',
        status: 'pending',
      });
      return { data: { id } };
    },
    async order({ id }, { state }) {
      return { data: find(state.orders, id) };
    },
    async modifyorder({ id, price, amount }, { state }) {
      const order = find(state.orders, id);
      state.orders.set(id, {
        ...order,
        price: price === undefined ? order.price : Number(price),
        amount: amount === undefined ? order.amount : Number(amount),
      });
      return { data: { id } };
    },
  },
});

function find(orders: ReadonlyMap<string, Order>, id: string): Order {
  const order = orders.get(id);
  if (!order) throw new ProtocolError(`there is no order ${id}`);
  return order;
}
