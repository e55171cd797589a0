import * as v from 'valibot';
import { contractCodes } from '../../protocol/contractCodes.js';
import { balances, funding, position } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { type Assertion, assertion, findStale, findTwice, findTwins } from './Assertion.js';

/** What has to hold for GetAccount and GetAssets. */
export const balancesAssertions: readonly Assertion[] = [
  assertion('unique', 'each currency appears once', v.array(v.pick(balances.item, ['currency'])), (rows) =>
    findTwice(rows.map(({ currency }) => currency)),
  ),
  assertion('frozen', 'frozen is not negative', v.array(v.pick(balances.item, ['frozen'])), (rows) => {
    const wrong = rows.find(({ frozen }) => Number(frozen) < 0);
    return wrong && `frozen ${wrong.frozen}`;
  }),
];

const onContract = (symbol: string) =>
  /^[^_.]+_[^_.]+\..+$/.test(symbol) ? undefined : say('"{symbol}" is not PAIR.contract', { symbol });

const isCode = (text: string) => contractCodes.some((code) => code === text);

const symbolAssertion = assertion(
  'symbol',
  'the symbol is that of a contract',
  v.array(v.object({ symbol: v.string() })),
  (rows) => rows.map(({ symbol }) => onContract(symbol)).find(Boolean),
);

/**
 * What tells one position from another: its id, or of one contract there may be a long, a short, and one for each margin mode.
 */
const held = v.array(v.pick(position, ['id', 'symbol', 'type', 'amount', 'price', 'profit', 'margin']));

/** A symbol without its contract. */
const pairOf = (symbol: string) => symbol.replace(/(_[^_.]+)\..*$/, '$1');

/** What has to hold for GetPositions. */
export const positionsAssertions: readonly Assertion[] = [
  assertion(
    'symbol',
    'the symbol is that of a contract, or of what is held without one',
    v.array(v.pick(position, ['symbol', 'contract_type'])),
    (rows, expected) => {
      const wrong = rows.find(
        ({ symbol, contract_type: code }) =>
          onContract(symbol) !== undefined && (isCode(code) || symbol !== (expected.symbol ?? symbol)),
      );
      return wrong && onContract(wrong.symbol);
    },
  ),
  assertion(
    'amount',
    'amounts are above 0: the type says long or short',
    v.array(v.pick(position, ['amount'])),
    (rows) => {
      const wrong = rows.find(({ amount }) => amount <= 0);
      return wrong && `amount ${wrong.amount}`;
    },
  ),
  assertion('told-once', 'no position is told twice, or again as one of another product', held, (rows) => {
    const twins = findTwins(rows, ({ id, symbol, ...sums }) => JSON.stringify([pairOf(symbol), id ?? sums]));
    if (!twins) return undefined;
    const [{ symbol }, other] = twins;
    return symbol === other.symbol
      ? say('{name} appears twice', { name: symbol })
      : say('{one} is {other} as well', { one: symbol, other: other.symbol });
  }),
];

/** What has to hold for GetFundings. */
export const fundingsAssertions: readonly Assertion[] = [
  symbolAssertion,
  assertion('unique', 'each symbol appears once', v.array(v.pick(funding, ['symbol'])), (rows) =>
    findTwice(rows.map(({ symbol }) => symbol)),
  ),
  assertion('rate', 'rates are fractions, not percent', v.array(v.pick(funding, ['rate'])), (rows) => {
    const wrong = rows.find(({ rate }) => Math.abs(rate) > 0.5);
    return wrong && `rate ${wrong.rate}`;
  }),
  assertion(
    'time',
    'time is that of the next settlement, in milliseconds',
    v.array(v.pick(funding, ['time', 'interval'])),
    (rows, { now }) =>
      rows.map(({ time, interval }) => findStale(time, { now: now + interval }, 24)).find(Boolean),
  ),
];
