import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readDocument, root } from './readDocument.js';

const folders = readdirSync(join(root, 'src'), { withFileTypes: true });
const rooms = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
/** The lines of the drawing, from above: the rooms that stand side by side. */
const lines = readDrawing();

/** What stands in front of the words in each line of the drawing. */
function readDrawing(): string[][] {
  const { blocks } = readDocument('CONTRIBUTING.md');
  const block = blocks.find((one) => one.lines.some((line) => line.startsWith('commands ')));
  return (block?.lines ?? []).map((line) => {
    const words = line.split(/ +/);
    return words.slice(
      0,
      words.findIndex((word) => !rooms.includes(word)),
    );
  });
}

/** What is imported by the name of a package. */
const PACKAGE = /^(?:import|export|\}) .*from '((?:@[^/']+\/)?(?!node:)[\w-][\w.-]*)/gm;

const rule = v.object({
  from: v.object({ path: v.pipe(v.string(), v.startsWith('^src/(')) }),
  to: v.object({ pathNot: v.array(v.string()) }),
});

/** What each room may import, as `npm run structure` has it. */
async function readRules(): Promise<{ room: string; below: string[] }[]> {
  const module: unknown = await import(pathToFileURL(join(root, '.dependency-cruiser.js')).href);
  const { forbidden } = v.parse(v.object({ forbidden: v.array(v.unknown()) }), Object(module).default);
  const roomOf = (path: string) => /^\^src\/\(?([\w-]+)/.exec(path)?.[1] ?? '';
  return forbidden
    .filter((one) => v.is(rule, one))
    .map(({ from, to }) => ({
      room: roomOf(from.path),
      // A part of a room may have rules of its own.
      below: to.pathNot.map(roomOf).filter((name) => rooms.includes(name) && name !== roomOf(from.path)),
    }));
}

test('CONTRIBUTING.md draws every room of src, once', () => {
  expect(lines.flat().toSorted()).toEqual(rooms.toSorted());
});

test('a room may import from the lines below its own only', async () => {
  const rules = await readRules();
  expect(new Set(rules.map(({ room }) => room))).toEqual(new Set(rooms));
  const heightOf = (room: string) => lines.findIndex((line) => line.includes(room));
  const upward = rules.flatMap(({ room, below }) =>
    below.filter((other) => heightOf(other) <= heightOf(room)).map((other) => `${room} -> ${other}`),
  );
  expect(upward).toEqual([]);
});

test('CONTRIBUTING.md names every package that fmzproto is built on', async () => {
  const { text } = readDocument('CONTRIBUTING.md');
  const imported = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readFileSync(join(root, 'src', path), 'utf8').matchAll(PACKAGE)])
    .flatMap(([, name]) => name ?? []);
  expect(imported).toContain('undici');
  const manifest: unknown = await import(pathToFileURL(join(root, 'package.json')).href, {
    with: { type: 'json' },
  });
  const { dependencies } = v.parse(
    v.object({ dependencies: v.record(v.string(), v.string()) }),
    Object(manifest).default,
  );
  expect([...Object.keys(dependencies), ...imported].filter((name) => !text.includes(name))).toEqual([]);
});

test('CONTRIBUTING.md names every folder of src/exchanges', () => {
  const { text } = readDocument('CONTRIBUTING.md');
  const told = text.split('\n').find((line) => line.startsWith('loading  recording  exchanges ')) ?? '';
  const own = readdirSync(join(root, 'src/exchanges'), { withFileTypes: true });
  const names = own.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(names.filter((name) => !told.includes(name))).toEqual([]);
});
