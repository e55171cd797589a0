import { readFileSync } from 'node:fs';
import { createJiti } from 'jiti';
import { expect, test } from 'vitest';

// What jiti makes of a module is its own affair, and src/loading reads it: a newer jiti may be pinned once this holds.
const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, interopDefault: false });
const transform = (source: string, wait = true) =>
  jiti.transform({ source, filename: '/mine/index.ts', ts: true, async: wait, jsx: false });

test('the version is pinned, and installed', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const { dependencies } = read('../../package.json');
  expect(dependencies.jiti).toMatch(/^\d+\.\d+\.\d+$/);
  expect(read('../../node_modules/jiti/package.json').version).toBe(dependencies.jiti);
});

test('imports are variables, re-exports getters, and lines stay where they are', () => {
  const source =
    "import mine, { a } from './one.js';\nexport { b } from './two.js';\nexport const x = a + mine;\n";
  const begin = '"use strict";Object.defineProperty(exports, "__esModule", { value: true });';
  expect(transform(source)).toBe(
    `${begin}Object.defineProperty(exports, "b", { enumerable: true, get: function () {return _two.b;} });exports.x = void 0;var _one = await jitiImport("./one.js");\nvar _two = await jitiImport("./two.js");\nconst x = exports.x = _one.a + _one.default;`,
  );
  expect(transform("import { a } from './one.js';\nexport const x = a;\n", false)).toBe(
    `${begin}exports.x = void 0;var _one = require("./one.js");\nconst x = exports.x = _one.a;`,
  );
});

test('import() and import.meta.resolve become functions that a module is handed', () => {
  const code = transform("export const x = await import('./one.js'), y = import.meta.resolve('./one.js');");
  expect(code).toContain("exports.x = await Promise.resolve().then(() => jitiImport('./one.js'))");
  expect(code).toContain("exports.y = jitiESMResolve('./one.js')");
});

test('a syntax error is a line of JSON, with the line it is in', () => {
  const code = transform('\n\nconst x = ;');
  expect(code).toMatch(/^exports\.__JITI_ERROR__ = \{.*\}\s*$/s);
  expect(JSON.parse(code.slice(code.indexOf('{')))).toMatchObject({ line: 3, message: 'Unexpected token ' });
});
