import * as v from 'valibot';

/** What a strategy says of itself in front of its code, where FMZ keeps the settings of its backtests. */
export interface Header {
  /** As in `15m`. */
  period?: string;
  /** By exchange, in their order; with what a backtest begins with, of the quote currency and of the other. */
  exchanges: readonly {
    eid: string;
    currency: string;
    balance?: number | undefined;
    stocks?: number | undefined;
  }[];
  /** The parameters with their defaults. */
  args: ReadonlyMap<string, unknown>;
}

const holding = v.fallback(v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))), undefined);
const exchanges = v.array(
  v.object({
    eid: v.fallback(v.string(), ''),
    currency: v.fallback(v.string(), ''),
    balance: holding,
    stocks: holding,
  }),
);
const args = v.array(v.looseTuple([v.string(), v.unknown()]));

/**
 * Reads the comment `/*backtest ... *\/` of a strategy. What is not there or cannot be read says nothing: FMZ writes it, and
 * no strategy depends on it.
 *
 * @example readHeader('/*backtest\nperiod: 15m\nargs: [["Levels",5]]\n*\/').args.get('Levels') // 5
 */
export function readHeader(source: string): Header {
  const [, text = ''] = /\/\*\s*backtest\b(.*?)\*\//s.exec(source) ?? [];
  const lines = new Map(
    [...text.matchAll(/^\s*(\w+)\s*:\s*(.*?)\s*$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
  const period = lines.get('period');
  return {
    ...(period && { period }),
    exchanges: parse(exchanges, lines.get('exchanges')) ?? [],
    args: new Map(parse(args, lines.get('args'))?.map(([name, value]) => [name, value])),
  };
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, text = ''): Output | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return result.success ? result.output : undefined;
}
