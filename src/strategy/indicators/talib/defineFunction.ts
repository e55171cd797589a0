import { listed, say } from '../../../wording/say.js';
import { describe, type Field, isSeries, type Series, toNumbers } from '../series.js';

/** What a strategy passes: bars once, or arrays of numbers for each input, and then the options. */
export type Argument = Series | number | null | undefined;

/** The inputs by the field that is read of bars; what a function does not read is empty. */
export type Inputs = Readonly<Record<Field, readonly number[]>>;

/** An option by its place: what it is if it is left out, and between which limits TA-Lib takes it. */
interface Option {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What follows the point is cut off. */
  readonly whole: boolean;
}

/** A number of bars, at least as many as TA-Lib says. */
export const bars = (value: number, least = 2): Option => ({ value, least, most: 100_000, whole: true });

/** A factor, as TA-Lib limits it. */
export const factor = (value: number, least = -3e37): Option => ({ value, least, most: 3e37, whole: false });

/** One of TA-Lib's nine kinds of moving average, SMA if it is left out. */
export const averageKind: Option = { value: 0, least: 0, most: 8, whole: true };

/** What a function makes of inputs and options: each output from TA-Lib's begin index on. */
type Compute<Output> = (inputs: Inputs, ...options: number[]) => Output;

type Fields = readonly [Field, ...Field[]];

/** A function with one output: an array as long as the series, NaN before the begin index. */
export function oneOutput(
  name: string,
  fields: Fields,
  options: readonly Option[],
  compute: Compute<number[]>,
) {
  return (...given: Argument[]): number[] => {
    const { inputs, length } = readInputs(name, fields, given);
    const values = readOptions(fields, options, given);
    return padded(values ? compute(inputs, ...values) : [], length);
  };
}

/** A function with `outputs` of them: an array of such arrays. */
export function severalOutputs(
  name: string,
  fields: Fields,
  options: readonly Option[],
  outputs: number,
  compute: Compute<number[][]>,
) {
  return (...given: Argument[]): number[][] => {
    const { inputs, length } = readInputs(name, fields, given);
    const values = readOptions(fields, options, given);
    const results = values ? compute(inputs, ...values) : new Array<number[]>(outputs).fill([]);
    return results.map((result) => padded(result, length));
  };
}

function padded(result: readonly number[], length: number): number[] {
  return [...new Array<number>(length - result.length).fill(Number.NaN), ...result];
}

/** Whether the inputs are arrays of numbers, each for a field: the first element says so. */
function areApart([first]: readonly Argument[]): boolean {
  return isSeries(first) && typeof first[0] === 'number';
}

function readInputs(name: string, fields: Fields, given: readonly Argument[]) {
  const inputs: Record<Field, number[]> = { Open: [], High: [], Low: [], Close: [], Volume: [] };
  for (const [index, field] of fields.entries()) {
    const series = areApart(given) ? given[index] : given[0];
    if (!isSeries(series)) throw notAnArray(name, fields, series, index);
    inputs[field] = toNumbers(`talib.${name}`, series, field);
  }
  const lengths = fields.map((field) => inputs[field].length);
  if (new Set(lengths).size > 1) {
    throw new TypeError(
      say('{caller}: TA_BAD_PARAM: arrays of different lengths: {lengths}', {
        caller: `talib.${name}`,
        lengths: lengths.join(', '),
      }),
    );
  }
  return { inputs, length: lengths[0] ?? 0 };
}

/** The options, none if one of them is out of range: FMZ's engine has no error for that, but NaN throughout. */
function readOptions(
  fields: Fields,
  options: readonly Option[],
  given: readonly Argument[],
): number[] | undefined {
  const passed = given.slice(areApart(given) ? fields.length : 1);
  const values: number[] = [];
  for (const [index, { value, least, most, whole }] of options.entries()) {
    const asked = passed[index] === undefined ? value : Number(passed[index]);
    const taken = whole ? Math.trunc(asked) : asked;
    if (!(taken >= least && taken <= most)) return undefined;
    values.push(taken);
  }
  return values;
}

function notAnArray(name: string, fields: Fields, value: unknown, index: number): TypeError {
  const facts = { caller: `talib.${name}`, number: index + 1, value: describe(value) };
  return new TypeError(
    fields.length === 1
      ? say('{caller}: TA_BAD_PARAM: needs bars or numbers, argument {number} is {value}', facts)
      : say(
          '{caller}: TA_BAD_PARAM: needs bars or an array of numbers each for {fields}, argument {number} is {value}',
          { ...facts, fields: listed(fields) },
        ),
  );
}
