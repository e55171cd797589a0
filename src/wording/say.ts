import type { chinese } from './chinese.js';

/** The languages that this program speaks. */
export type Language = 'en' | 'zh';

/** A text as it stands in the source: English, with `{names}` where values go. */
export type Template = keyof typeof chinese;

/** A text in Chinese for each that stands in the source. */
export type Catalogue = Readonly<Record<Template, string>>;

/** The names that a text has values for. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** A text without values: what a table of hints holds, said when it is needed. */
export type PlainTemplate = { [Text in Template]: [Names<Text>] extends [never] ? Text : never }[Template];

/** What a text has to be told. */
type Values<Text extends string> = Readonly<Record<Names<Text>, string | number | bigint>>;

/** Absent for English, which is what the templates are. It is chosen once, before anything is said. */
let catalogue: Catalogue | undefined;

/**
 * Chooses the language of whatever this process or thread says from now on.
 *
 * @param chosen the texts in another language; `undefined` for English.
 */
export function speak(chosen: Catalogue | undefined): void {
  catalogue = chosen;
}

/** The texts that are spoken, for a thread that is to speak as this one does; `undefined` for English. */
export function spoken(): Catalogue | undefined {
  return catalogue;
}

/** The language that is spoken. */
export function language(): Language {
  return catalogue ? 'zh' : 'en';
}

/**
 * A text of this program's own in the language that is spoken. It is said where it is needed, never at import: the language
 * is chosen later. What comes from elsewhere, such as an exchange's words, is a value.
 *
 * @example throw new UsageError(say('{flag} is given twice: give it once', { flag: '--port' }))
 */
export function say<Text extends PlainTemplate>(text: Text): string;
export function say<Text extends Template>(text: Text, values: Values<Text>): string;
export function say(text: Template, values: Readonly<Record<string, string | number | bigint>> = {}): string {
  const spelled = catalogue?.[text];
  if (spelled === undefined)
    return text.replace(PLACE, (place, name: string) => String(values[name] ?? place));
  return spelled
    .replace(BESIDE_PLACE, SEAM)
    .replace(PLACE, (place, name: string) => String(values[name] ?? place))
    .replace(NEEDLESS_SEAM, '')
    .replaceAll(SEAM, ' ');
}

/**
 * A text that is known when the program runs alone, such as the summary of a flag: in the language that is spoken where the
 * catalogue has it, as it is otherwise. What the source says itself is said by {@link say}.
 */
export function sayText(text: string): string {
  const texts: Readonly<Record<string, string>> = catalogue ?? {};
  return texts[text] ?? text;
}

const PLACE = /\{(\w+)\}/g;
/** The spaces that part a value from Chinese: where it turns out to be Chinese itself, there are none. */
const BESIDE_PLACE = / (?=\{\w+\})|(?<=\{\w+\}) /g;
const SEAM = '\uE000';
const NEEDLESS_SEAM =
  /(?<=\p{Script=Han})\uE000(?=\p{Script=Han})|(?<=[，：；。！？、（）「」])\uE000|\uE000(?=[，：；。！？、（）「」])/gu;

/**
 * Things of which one is meant.
 *
 * @example oneOf(['OKX', 'Bybit', 'Paper']) // 'OKX, Bybit or Paper'
 */
export function oneOf(things: readonly string[]): string {
  return joined(things, '{others} or {last}');
}

/**
 * Things that are all meant.
 *
 * @example allOf(['OKX', 'Bybit', 'Paper']) // 'OKX, Bybit and Paper'
 */
export function allOf(things: readonly string[]): string {
  return joined(things, '{others} and {last}');
}

function joined(things: readonly string[], template: '{others} or {last}' | '{others} and {last}'): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : say(template, { others: listed(things.slice(0, -1)), last });
}

/**
 * Things of which any may be meant.
 *
 * @example anyOf(['OKX', 'Bybit', 'Paper']) // 'OKX or Bybit or Paper'
 */
export function anyOf(things: readonly string[]): string {
  return things.join(say(' or '));
}

/** @example listed(['OKX', 'Bybit']) // 'OKX, Bybit' */
export function listed(things: readonly string[]): string {
  return things.join(say(', '));
}
