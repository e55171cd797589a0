import type { FixMessage } from '../../../src/fix/FixMessage.js';
import type { AccountState } from './AccountState.js';
import type { Told } from './Body.js';
import { cancelOrder, replaceOrder } from './changeOrder.js';
import { listInstruments } from './instruments.js';
import { placeOrder } from './placeOrder.js';
import { listOrders, readOrder } from './readOrders.js';
import { missingTag, sessionReject, unsupported } from './refusals.js';

/** What comes of a message to the TRADE session. */
export function answerTrade(request: FixMessage, account: AccountState): Told[] {
  return [...account.advance(), ...answer(request, account)];
}

function answer(request: FixMessage, account: AccountState): Told[] {
  switch (request.type) {
    case 'D':
      return placeOrder(request, account);
    case 'F':
      return cancelOrder(request, account);
    case 'G':
      return replaceOrder(request, account);
    case 'H':
      return readOrder(request, account);
    case 'AF':
      return listOrders(request, account);
    case 'AN': {
      const missing = missingTag(request, [710]);
      if (missing !== undefined) return [sessionReject(request, missing)];
      return account.positions.list(request).map((report) => ({ ...report, to: 'asker' as const }));
    }
    case 'x':
      return [{ ...listInstruments(request), to: 'asker' }];
    default:
      return [unsupported(request)];
  }
}
