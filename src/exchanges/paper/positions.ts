import type { Methods } from '../../adapter/Exchange.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Position as PositionData } from '../../protocol/structures.js';
import type { PaperKeys } from './credentials.js';
import type { Account } from './engine/Account.js';
import type { Contract, Instrument } from './engine/Instrument.js';
import { type Position, profitOf } from './engine/Position.js';
import { setLeverage } from './engine/setLeverage.js';
import { priceOf } from './engine/worth.js';
import { filterBySymbol } from './filterBySymbol.js';
import { type PaperState, withAccount } from './state.js';

/** Futures positions of the virtual account. */
export const positions = {
  positions({ symbol }, api) {
    return withAccount(api, async (account, venue) => {
      const chosen = filterBySymbol(account.positions.all, symbol);
      // A contract that is not listed right now may be held all the same.
      if (symbol && !('range' in symbol) && chosen.length === 0) {
        requireContract(await venue.instrument(symbol));
      }
      return { data: chosen.map((position) => toPosition(account, position)) };
    });
  },

  setmarginlevel({ symbol, margin_level }, api) {
    return withAccount(api, async (account, venue) => {
      const instrument = await venue.instrument(symbol);
      const contract = requireContract(instrument);
      api.beginChange();
      setLeverage(account, instrument, contract, margin_level);
      return { data: true as const };
    });
  },
} satisfies Methods<PaperKeys, PaperState>;

function requireContract({ name, contract }: Instrument): Contract {
  if (contract) return contract;
  throw new ProtocolError(`${name} is a spot symbol: name a contract, like ${name}.swap`);
}

function toPosition(account: Account, position: Position): PositionData {
  const { instrument, contract, direction, amount, cost, mark } = position;
  return {
    symbol: instrument.name,
    type: direction,
    amount: amount.toNumber(),
    frozen_amount: amount.minus(account.closable(position)).toNumber(),
    price: priceOf(instrument, amount, cost).toNumber(),
    profit: profitOf(position, mark).toNumber(),
    margin: account.marginOf(position).toNumber(),
    margin_level: Number(account.leverageOf(instrument.name)),
    contract_type: contract.code,
  };
}
