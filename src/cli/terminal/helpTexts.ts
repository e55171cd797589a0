import { stripVTControlCharacters } from 'node:util';
import type { Command } from '@oclif/core';
import { language, type PlainTemplate, say, sayText } from '../../wording/say.js';
import { breakText, breakWords, displayWidth } from './screen.js';

/** A command whose texts are in the language that is spoken; what is to be typed stays as it is. */
export function sayCommand(command: Command.Loadable): Command.Loadable {
  const { summary, description, args, flags, examples } = command;
  return {
    ...command,
    ...(summary !== undefined && { summary: sayText(summary) }),
    ...(description !== undefined && { description: description.split('\n').map(sayLine).join('\n') }),
    args: mapValues(args, (arg) => ({ ...arg, ...sayTexts(arg) })),
    flags: mapValues(flags, (flag) => ({ ...flag, ...sayTexts(flag) })),
    ...(examples && { examples: examples.map(sayExample) }),
  };
}

/** A line of a description; one of a list is what may be typed, and maybe what that is. */
function sayLine(line: string): string {
  const [, name, meaning] = ROW.exec(line) ?? [];
  return name === undefined || meaning === undefined ? sayText(line) : `${name}${sayText(meaning)}`;
}

const ROW = /^( +\S+ {2,})(.*)$/;

function sayTexts({ summary, description }: { summary?: string; description?: string }) {
  return {
    ...(summary !== undefined && { summary: sayText(summary) }),
    ...(description !== undefined && { description: sayText(description) }),
  };
}

function sayExample(example: Command.Example): Command.Example {
  if (typeof example === 'string') return example;
  return { ...example, description: sayText(example.description) };
}

function mapValues<T>(values: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

/** What oclif calls the sections. */
const HEADERS: readonly PlainTemplate[] = [
  'VERSION',
  'USAGE',
  'COMMANDS',
  'ARGUMENTS',
  'FLAGS',
  'DESCRIPTION',
  'EXAMPLES',
  'FLAG DESCRIPTIONS',
];

export function sayHeader(header: string): string {
  const known = HEADERS.find((one) => one === header);
  return known ? say(known) : header;
}

/** Text in lines that fit, where it is Chinese: oclif breaks between words. `undefined` in English. */
export function wrapSaid(text: string, columns: number): string | undefined {
  if (language() === 'en') return undefined;
  const wrap = (line: string) => {
    const [, name = ''] = ROW.exec(line) ?? [];
    const lines = breakWords(name ? line : line.trimStart(), { columns }, ' '.repeat(name.length));
    return lines.flatMap((one) =>
      displayWidth(stripVTControlCharacters(one)) > columns ? breakText(one, columns) : [one],
    );
  };
  return text.split('\n').flatMap(wrap).join('\n');
}
