import type { Answer, Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Balance, Position } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import type { Account } from './engine/Account.js';
import { setLeverage } from './engine/holds.js';
import { type Contract, Money, type PaperInstrument, priceOf } from './engine/model.js';
import { type PaperPosition, profitOf } from './engine/Positions.js';
import { filterBySymbol, type PaperKeys, type PaperState, withAccount } from './state.js';

/** The balances of the virtual account; `raw` tells what stands behind those that are margin. */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies Methods<PaperKeys, PaperState>;

function readBalances(api: Api<PaperKeys, PaperState>): Promise<Answer<Balance[]>> {
  return withAccount(api, (account) => {
    const reports = marginReportsOf(account);
    return { data: balancesOf(account), ...(reports.length > 0 && { raw: reports }) };
  });
}

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

function requireContract({ name, contract }: PaperInstrument): Contract {
  if (contract) return contract;
  throw new ProtocolError(say('{name} is a spot symbol: name a contract, like {name}.swap', { name }));
}

function toPosition(account: Account, position: PaperPosition): Position {
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

/**
 * The balances of an account: free and frozen together are what it owns, unrealised profit is in neither. Where losses
 * have left less than orders and margins hold, all of it is frozen; below zero, it is free.
 */
export function balancesOf(account: Account): Balance[] {
  return account.ledger.currencies.map((currency) => {
    const balance = account.ledger.balance(currency);
    const frozen = Money.max(0, Money.min(balance, account.frozen(currency)));
    return { currency, free: balance.minus(frozen).toFixed(), frozen: frozen.toFixed() };
  });
}

/** What stands behind the balances of the currencies that contracts were traded in; decimal strings. */
interface MarginReport {
  currency: string;
  /** Balance and unrealised profit. */
  equity: string;
  unrealised_profit: string;
  realised_profit: string;
  funding: string;
  fees: string;
  /** Losses beyond the balance that liquidation did not ask for. */
  insured: string;
}

function marginReportsOf(account: Account): MarginReport[] {
  return account.statement.entries().map(([currency, flows]) => {
    const unrealised = account.unrealised(currency);
    return {
      currency,
      equity: account.ledger.balance(currency).plus(unrealised).toFixed(),
      unrealised_profit: unrealised.toFixed(),
      realised_profit: flows.realised.toFixed(),
      funding: flows.funding.toFixed(),
      fees: flows.fees.toFixed(),
      insured: flows.insured.toFixed(),
    };
  });
}
