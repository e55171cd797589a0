import * as v from 'valibot';
import { methodNames, methods } from '../../protocol/methods.js';
import { argumentsOf } from '../../protocol/resolveMethod.js';
import { ticker } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { type AnswerEnvelope, Defect, needData, needError, Skip } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';
import { contractOf } from '../chooseSymbols.js';
import { dataOf } from '../dataOf.js';

const symbolWas = (symbol: unknown) => say('the symbol was {symbol}', { symbol: JSON.stringify(symbol) });

const named = v.pick(ticker, ['symbol']);

/** Methods that only read and need a symbol. */
const withSymbol = methodNames.filter(
  (name) =>
    methods[name].access === 'read' &&
    argumentsOf(name).some((argument) => argument.name === 'symbol' && argument.required),
);

const incompleteCases = casesOf(
  'symbols',
  withSymbol.map((name) => [
    `incomplete-${name}`,
    () => say('{method} refuses an incomplete symbol', { method: methods[name].fmz }),
    'incomplete symbols like USDT reach the plugin unchecked: answer a clear error',
    async (context: CheckContext) => {
      const answer = await context.call(name, { ...(await context.paramsOf(name)), symbol: 'USDT' });
      needError(answer, symbolWas('USDT'));
    },
  ]),
);

const refuses = (symbol: unknown) => async (context: CheckContext) => {
  needError(await context.call('ticker', { symbol }), symbolWas(symbol));
};

/** The ticker of a symbol has to bear its name. */
async function needName(context: CheckContext, sent: string, expected: string): Promise<void> {
  const answer = await context.call('ticker', { symbol: sent });
  const { data } = needData(answer);
  if (!v.is(named, data) || data.symbol !== expected) throw notThatOf(expected, answer);
}

function notThatOf(symbol: string, { trip }: AnswerEnvelope): Defect {
  return new Defect(say('the ticker is not that of {symbol}', { symbol }), trip);
}

/** What symbols look like on the way in and out. */
export const symbolCases: readonly CheckCase[] = [
  ...casesOf('symbols', [
    [
      'lower-case',
      'a lower-case symbol is accepted, and answered in upper case',
      'symbols come in either case; answers have BASE_QUOTE',
      async (context) => {
        await context.needTicker();
        await needName(context, context.symbol.toLowerCase(), context.symbol);
      },
    ],
    [
      'another',
      'another symbol has its own ticker',
      'the symbol of an answer is the one asked for',
      async (context) => {
        await context.needTicker();
        const other = await context.symbols.other();
        await needName(context, other, other);
      },
    ],
    [
      'contract',
      'a contract is answered as such, or refused',
      'futures are PAIR.code, like BTC_USDT.swap: never the data of the pair',
      async (context) => {
        const symbol = contractOf(context.symbol);
        const answer = await context.call('ticker', { symbol });
        if (answer.error !== undefined) return;
        if (v.is(named, answer.data) && answer.data.symbol === symbol) return;
        throw notThatOf(symbol, answer);
      },
    ],
    [
      'range',
      'a range is not an instrument',
      'ranges like USDT.swap are for orders, positions and fundings',
      refuses('USDT.swap'),
    ],
    ['empty', 'an empty symbol is refused', 'answer a clear error', refuses('')],
    ['number', 'a symbol that is a number is refused', 'answer a clear error', refuses(5)],
    ['path', 'a malformed symbol is refused', 'answer a clear error', refuses('../BTC_USDT?a=b&c')],
    [
      'markets',
      'GetMarkets lists the symbol whose ticker was returned',
      'the keys of GetMarkets are FMZ symbols',
      async (context) => {
        const answer = await context.sample('markets');
        const data = await dataOf(context, 'markets', answer, {});
        if (typeof data !== 'object' || data === null) throw new Skip(say('the markets are not an object'));
        await context.needTicker();
        if (!Object.hasOwn(data, context.symbol))
          throw new Defect(say('{what} is missing', { what: context.symbol }), answer.trip);
      },
    ],
  ]),
  ...incompleteCases,
];
