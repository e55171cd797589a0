import type { Api } from '../../exchange/Api.js';
import type { Methods } from '../../exchange/defineExchange.js';
import { formatOrderId, parseOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { PaperKeys } from './credentials.js';
import type { Account } from './engine/Account.js';
import { cancelOrder } from './engine/cancelOrder.js';
import { type PaperOrder, toOrder } from './engine/PaperOrder.js';
import { placeOrder } from './engine/placeOrder.js';
import type { PaperState } from './state.js';
import { requireSpot } from './synthetic/createPair.js';

const DEFAULT_COUNT = 100;
const DEFAULT_COUNT_SINCE = 1000;

/** Orders of the virtual account. */
export const orders = {
  async trade({ symbol, type, price, amount }, { keys, state }) {
    const pair = state.market.rules(symbol);
    if (type !== 'buy' && type !== 'sell') {
      throw new ProtocolError(`type ${type} closes a futures position: on spot use buy or sell`);
    }
    const now = state.now();
    const book = state.market.book(symbol, now);
    const order = placeOrder(
      state.account(keys.account, now),
      { pair, side: type, price, amount },
      book,
      now,
    );
    return { data: { id: formatOrderId(pair.native, order.id) } };
  },

  async orders({ symbol }, api) {
    return { data: ofPair(accountOf(api).open, symbol).map(toOrder) };
  },

  async order({ id }, api) {
    return { data: toOrder(accountOf(api).find(parseOrderId(id))) };
  },

  async historyorders({ symbol, since, limit }, api) {
    const done = ofPair(accountOf(api).done, symbol).filter(({ time }) => time >= since);
    // From a time on, the first ones are wanted, so that a strategy can go on from the last; else the latest ones.
    const page =
      since > 0 ? done.slice(0, limit || DEFAULT_COUNT_SINCE) : done.slice(-(limit || DEFAULT_COUNT));
    return { data: page.map(toOrder) };
  },

  async cancel({ id }, api) {
    cancelOrder(accountOf(api), parseOrderId(id));
    return { data: true };
  },
} satisfies Methods<PaperKeys, PaperState>;

function accountOf({ keys, state }: Api<PaperKeys, PaperState>): Account {
  return state.account(keys.account, state.now());
}

function ofPair(all: PaperOrder[], symbol: FmzSymbol | FmzSymbolRange | undefined): PaperOrder[] {
  if (!symbol) return all;
  const { name } = requireSpot(symbol);
  return all.filter(({ pair }) => pair.name === name);
}
