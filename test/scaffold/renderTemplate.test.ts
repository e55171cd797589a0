import { describe, expect, test } from 'vitest';
import { renderTemplate } from '../../src/scaffold/renderTemplate.js';

const values = { variables: { name: 'Bybit' }, flags: { spot: true, futures: false } };
const render = (...lines: string[]) => renderTemplate(lines.join('\n'), values, 'templates/x.ts');

describe('renderTemplate', () => {
  test('fills placeholders in, also within other names', () => {
    expect(render("const name = '__name__';", 'type __name__Api = 1;')).toBe(
      "const name = 'Bybit';\ntype BybitApi = 1;",
    );
  });

  test('keeps what is wanted, in source and in Markdown', () => {
    expect(render('a', '  // #if spot', 'b', '// #else', 'c', '// #end', 'd')).toBe('a\nb\nd');
    expect(render('// #if !spot', 'a', '// #else', 'b', '// #end')).toBe('b');
    expect(render('<!-- #if futures -->', 'a', '<!-- #end -->', 'b')).toBe('b');
  });

  test('looks at an inner part only within an outer one', () => {
    const inner = ['// #if spot', 'a', '// #else', 'b', '// #end'];
    expect(render('// #if spot', ...inner, 'c', '// #end')).toBe('a\nc');
    expect(render('// #if futures', ...inner, 'c', '// #else', 'd', '// #end')).toBe('d');
  });

  test.each([
    [['a __missing__ b'], 'templates/x.ts uses __missing__, which does not exist'],
    [['// #if nope', '// #end'], 'templates/x.ts asks for the flag "nope", which does not exist'],
    [['// #if spot'], 'templates/x.ts has #if without #end'],
    [['a', '// #end'], 'templates/x.ts:2 has #end without #if'],
    [['// #else'], 'templates/x.ts:1 has #else without #if'],
  ])('%j', (lines, message) => {
    expect(() => render(...lines)).toThrow(message);
  });
});
