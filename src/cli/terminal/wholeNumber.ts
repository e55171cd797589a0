import { Flags } from '@oclif/core';
import { quote } from '../../protocol/oneLine.js';
import { variableOf } from './flagsFromEnvironment.js';

/** A flag that takes a whole number of a range. */
export const wholeNumber = Flags.custom<number, { min: number; max: number }>({
  parse: async (text, { token }, { name, min, max }) => {
    const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const source = token ? `--${name}` : variableOf(name);
    throw new FlagValueError(`${source} must be a whole number from ${min} to ${max}, not ${quote(text)}`);
  },
});

/** The value of a flag is wrong. The parser wraps the message of whatever a flag throws, so the sentence is kept apart. */
export class FlagValueError extends Error {
  override readonly name = 'FlagValueError';
  readonly sentence: string;

  constructor(sentence: string) {
    super(sentence);
    this.sentence = sentence;
  }
}
