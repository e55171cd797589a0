import type { Balance } from '../../../protocol/structures.js';
import type { Account } from './Account.js';
import { Money } from './Money.js';

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
export interface MarginReport {
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

export function marginReportsOf(account: Account): MarginReport[] {
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
