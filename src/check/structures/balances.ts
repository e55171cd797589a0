import * as v from 'valibot';
import { balances } from '../../protocol/structures.js';
import { type Assertion, assertion, findDouble } from './Assertion.js';

/** What has to hold for GetAccount and GetAssets. */
export const balancesAssertions: readonly Assertion[] = [
  assertion('unique', 'each currency appears once', v.array(v.pick(balances.item, ['currency'])), (rows) => {
    const double = findDouble(rows.map(({ currency }) => currency));
    return double === undefined ? undefined : `${double} appears twice`;
  }),
  assertion('frozen', 'frozen is not negative', v.array(v.pick(balances.item, ['frozen'])), (rows) => {
    const wrong = rows.find(({ frozen }) => Number(frozen) < 0);
    return wrong && `frozen ${wrong.frozen}`;
  }),
];
