/** An account at the broker. */
export interface CtraderAccount {
  /** SenderCompID (49): environment, broker and login. */
  sender: string;
  /** That of FIX, not the account's. */
  password: string;
  mode: 'hedged' | 'netted';
  /** Why it may not log on: FIX is off for it, or it is disabled. */
  closed?: 'RET_NOT_ALLOWED' | 'RET_ACCOUNT_DISABLED';
  /** The broker lets it read over FIX, but not trade. */
  blocked?: boolean;
}

export const defaultAccount: CtraderAccount = {
  sender: 'demo.broker.12345',
  password: 'fix-password',
  mode: 'hedged',
};

/** What documents leave open, or what logs of live accounts have otherwise. */
export interface VenueHabits {
  /** Under which ClOrdID (11) a replaced order goes on: that of the replace, or its own. */
  replaced: 'renamed' | 'kept';
  /** What refuses an order: an ExecutionReport with 150=8, or a BusinessMessageReject. */
  refusesBy: '8' | 'j';
  /** ExecType (150) of the answer to an OrderStatusRequest. */
  status: 'I' | '0';
  /** Whether an OrderStatusRequest finds no order that has ended. */
  forgets: boolean;
  /** When an order at the market is filled: at once, or with the next price. */
  fills: 'atOnce' | 'withNextPrice';
}

export const usualHabits: VenueHabits = {
  replaced: 'renamed',
  refusesBy: '8',
  status: 'I',
  forgets: false,
  fills: 'atOnce',
};

/** The login: what FIX wants as Username (553). */
export function loginOf({ sender }: CtraderAccount): string {
  return sender.split('.').at(-1) ?? '';
}
