import * as v from 'valibot';
import {
  decimalField,
  nameRows,
  ownRow,
  type Position,
  parseFields,
  rawOf,
  readGroup,
  selectInstruments,
  subtractDecimals,
  textField,
  toNumber,
} from '../../../src/index.js';
import { requestId } from './requestId.js';
import type { DeribitApi, DeribitMethods, Sent } from './state.js';

const CURRENCIES = ['BTC', 'ETH'];

const balanceTags = { currency: 15, margin: 100003, total: 100013 };
const balanceRow = v.object({ currency: textField, margin: decimalField, total: decimalField });

const positionTags = { long: 704, short: 705, symbol: 55, size: 231, mark: 883, average: 730 };
const positionRow = v.object({
  symbol: textField,
  long: decimalField,
  short: decimalField,
  average: decimalField,
});
type PositionRow = v.InferOutput<typeof positionRow>;

export const account = {
  async accounts(_params, api) {
    const replies = await Promise.all(CURRENCIES.map((currency) => readBalance(api, currency)));
    const data = replies.map(({ message }) => {
      const { currency, margin, total } = parseFields(
        ownRow('balance', 'currency', balanceRow),
        message,
        balanceTags,
      );
      return { currency, free: subtractDecimals(total, margin), frozen: margin };
    });
    return { data, raw: rawOf(replies) };
  },

  async positions({ symbol }, api) {
    const selection = await selectInstruments(api, symbol);
    const reply = await api.fix.ask({
      type: 'AN',
      fields: [
        [710, requestId()],
        [724, '0'],
        [263, '0'],
      ],
    });
    const row = ownRow('position', 'symbol', positionRow);
    const rows = readGroup(reply.message, 702, [...Object.values(positionTags), 54])
      .map((entry) => parseFields(row, entry, positionTags))
      .filter(({ long, short }) => toNumber(long) + toNumber(short) > 0);
    const key = ({ symbol: id }: PositionRow) => ({ list: 'futures' as const, id });
    const named = await nameRows(api, selection, rows, key);
    return { data: named.map((one) => parsePosition(one.row, one.symbol)), raw: reply.raw };
  },
} satisfies DeribitMethods;

function readBalance(api: DeribitApi, currency: string): Promise<Sent> {
  const fields = [
    [923, requestId()],
    [924, '4'],
    [553, api.keys.clientId],
    [15, currency],
  ] as const;
  return api.fix.ask({ type: 'BE', fields });
}

function parsePosition({ long, short, average }: PositionRow, symbol: string): Position {
  const amount = toNumber(long) || toNumber(short);
  return {
    ...{ symbol, amount, frozen_amount: 0, price: toNumber(average), profit: 0, margin: 0, margin_level: 0 },
    type: toNumber(long) > 0 ? 'long' : 'short',
    contract_type: symbol.split('.')[1] ?? '',
  };
}
