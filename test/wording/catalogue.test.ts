import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { chinese } from '../../src/wording/chinese.js';
import { readTexts } from './readTexts.js';
import { spared } from './spared.js';

const { description } = v.parse(
  v.object({ description: v.string() }),
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
);
const texts = readTexts();
const entries = Object.entries(chinese);

/** The places where values go, in alphabetical order; the same place may stand twice. */
function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
}

const folder = new URL('../../src/wording/chinese/', import.meta.url);

/** The texts of a file of the catalogue, in English. */
async function readFileOf(name: string): Promise<string[]> {
  const module: unknown = await import(new URL(name, folder).href);
  const parts = v.parse(v.record(v.string(), v.record(v.string(), v.string())), { ...Object(module) });
  return Object.values(parts).flatMap((part) => Object.keys(part));
}

test('a text stands in one file, and every file is taken', async () => {
  const all = (await Promise.all(readdirSync(folder).map(readFileOf))).flat();
  expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
  expect(all.toSorted()).toEqual(Object.keys(chinese).toSorted());
});

test('a text in Chinese has the values of the English one', () => {
  const odd = entries.filter(([english, own]) => String(placesOf(english)) !== String(placesOf(own)));
  expect(odd).toEqual([]);
});

test('texts have no braces but those of their values and of JSON', () => {
  const odd = entries.flat().filter((text) => /[{}]/.test(text.replace(/\{\w+\}|\{".*\}/g, '')));
  expect(odd).toEqual([]);
});

test('a text is Chinese, but for names that stay as they are', () => {
  // What FMZ's page calls its boxes.
  const names = ['access key', 'secret key'];
  const inWords = ([english]: readonly [string, string]) =>
    /[a-z]{2,} [a-z]{2,}/i.test(english.replace(/\{\w+\}/g, '')) && !names.includes(english);
  expect(entries.filter(inWords).filter(([, own]) => !/\p{Script=Han}/u.test(own))).toEqual([]);
});

test('Chinese is set as its readers expect it', () => {
  const odd = entries.flatMap(([, own]) => {
    const faults = [
      // Full-width marks beside Chinese.
      /\p{Script=Han}[,:;?!()]/u,
      /[,:;?!()]\p{Script=Han}/u,
      // A space between Chinese and Latin letters, digits or values.
      /\p{Script=Han}[A-Za-z0-9{]/u,
      /[A-Za-z0-9}]\p{Script=Han}/u,
      // None beside full-width marks.
      /[，：；。！？、（）「」] | [，：；。！？、（）「」]/u,
    ];
    const fault = faults.find((one) => one.test(own));
    return fault ? [`${own} (${fault})`] : [];
  });
  expect(odd).toEqual([]);
});

test('no text in Chinese has a word by which the sample of SetErrorFilter hides a line, unless the English one has it', () => {
  const hiding =
    /50[23]|tcp|character|unexpected|network|timeout|connect|getaddr|no such|reset|http|received|eof|reused/gi;
  const odd = entries.filter(([english, own]) => {
    const words = own.match(hiding) ?? [];
    return words.some((word) => !english.toLowerCase().includes(word.toLowerCase()));
  });
  expect(odd).toEqual([]);
});

test('every text is said somewhere', () => {
  const literals = new Set(texts.flatMap((module) => module.literals));
  // What the wording says itself.
  const own = [', ', ' or ', '{others} or {last}', '{others} and {last}', description];
  expect(Object.keys(chinese).filter((english) => !literals.has(english) && !own.includes(english))).toEqual(
    [],
  );
});

test('no text is said at import, before the language is chosen', () => {
  expect(texts.filter(({ early }) => early.length > 0).map(({ path, early }) => `${path}:${early}`)).toEqual(
    [],
  );
});

const isSpared = (path: string, text: string) =>
  spared.some((one) => one.path.test(path) && one.text.test(text));

test('words for people are said in the language that is spoken', () => {
  const unsaid = texts
    .flatMap((module) => module.unsaid.map((one) => ({ ...one, path: module.path })))
    .filter(({ path, text }) => !isSpared(path, text));
  expect(unsaid.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
});

test('each exception is one', () => {
  const said = texts.flatMap(({ path, unsaid }) => unsaid.map(({ text }) => ({ path, text })));
  const needless = spared.filter(
    (one) => !said.some(({ path, text }) => one.path.test(path) && one.text.test(text)),
  );
  expect(needless).toEqual([]);
});
