import type { AccountState } from './AccountState.js';
import { RowRefusal } from './Answer.js';
import type { Instrument } from './Instrument.js';
import type { OkxOrder } from './OkxOrder.js';

/** The trade mode of an order, if the account's mode allows it. @throws RowRefusal */
export function checkMode(tdMode: string, { row }: Instrument, { acctLv }: AccountState): string {
  if (!['cash', 'cross', 'isolated'].includes(tdMode))
    throw new RowRefusal('51000', 'Parameter tdMode error ');
  if (row.instType === 'SPOT') {
    if (tdMode === 'cash' || (tdMode === 'cross' && acctLv >= '3')) return tdMode;
    throw acctLv === '1' ? wrongAccountMode() : new RowRefusal('54000', 'Margin trading is not supported.');
  }
  if (acctLv === '1') throw wrongAccountMode();
  if (tdMode === 'cash') throw new RowRefusal('51000', 'Parameter tdMode error ');
  return tdMode;
}

/** The position side of an order: none on spot, `net` or one of two by the account's position mode. */
export function checkPositionSide(
  posSide: string,
  { row }: Instrument,
  account: AccountState,
): OkxOrder['posSide'] {
  if (row.instType === 'SPOT') {
    if (posSide === '' || posSide === 'net') return '';
    throw wrongPositionSide();
  }
  if (account.hedged && (posSide === 'long' || posSide === 'short')) return posSide;
  if (!account.hedged && (posSide === '' || posSide === 'net')) return 'net';
  throw wrongPositionSide();
}

function wrongAccountMode(): RowRefusal {
  return new RowRefusal('51010', 'This request is not possible in your current account mode. ');
}

// The text ends in a space.
function wrongPositionSide(): RowRefusal {
  return new RowRefusal('51000', 'Parameter posSide error ');
}
