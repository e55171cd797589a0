import { describe, expect, test } from 'vitest';
import { completePackage } from '../../src/scaffold/completePackage.js';

const test_ = 'node --import fmzproto/register --test exchanges/*/test/*.test.ts';
const wanted = {
  test: test_,
  dependencies: { fmzproto: '^1.2.3', valibot: '^1.5.0' },
  devDependencies: { '@types/node': '^20.1.0' },
  module: true,
};
const scripts = { start: 'fmzproto serve', test: test_ };

describe('completePackage', () => {
  test('makes one', () => {
    const { text, notes } = completePackage(undefined, wanted);
    expect(notes).toEqual([]);
    expect(JSON.parse(text ?? '')).toEqual({
      private: true,
      type: 'module',
      scripts,
      dependencies: wanted.dependencies,
      devDependencies: wanted.devDependencies,
    });
  });

  test('completes what npm install made, and keeps its indentation', () => {
    const { text, notes } = completePackage(
      '{\n\t"dependencies": {\n\t\t"fmzproto": "file:x.tgz"\n\t}\n}\n',
      wanted,
    );
    expect(notes).toEqual([]);
    expect(JSON.parse(text ?? '')).toEqual({
      dependencies: { fmzproto: 'file:x.tgz', valibot: '^1.5.0' },
      devDependencies: wanted.devDependencies,
      type: 'module',
      scripts,
    });
    expect(text).toMatch(/^\{\n\t"dependencies": \{\n\t\t"fmzproto"/);
  });

  test('takes the script of npm init for none, and leaves "type" as it is', () => {
    const before = {
      name: 'x',
      type: 'commonjs',
      scripts: { test: 'echo "Error: no test specified" && exit 1', start: 'mine' },
    };
    const { text, notes } = completePackage(JSON.stringify(before), wanted);
    expect(JSON.parse(text ?? '')).toEqual({
      ...before,
      scripts: { test: test_, start: 'mine' },
      dependencies: wanted.dependencies,
      devDependencies: wanted.devDependencies,
    });
    expect(notes).toEqual([
      'package.json has "type": "commonjs": editors need "module" for the adapter\'s files, npm pkg set type=module',
    ]);
  });

  test('does not turn CommonJS files into modules', () => {
    const { text, notes } = completePackage('{}', { ...wanted, module: false });
    expect(JSON.parse(text ?? '')).not.toHaveProperty('type');
    expect(notes).toEqual([expect.stringContaining('has no "type"')]);
  });

  test('does not touch one with tests of its own', () => {
    const { text, notes } = completePackage('{"scripts":{"test":"vitest"}}', wanted);
    expect(text).toBeUndefined();
    expect(notes).toEqual([
      `package.json has a test script of its own: run the adapter's tests with ${test_}`,
    ]);
  });

  test('has nothing to say where all is there', () => {
    const { text } = completePackage(undefined, wanted);
    expect(completePackage(text, wanted)).toEqual({ text: undefined, notes: [] });
  });

  test.each(['{', '[]', '{"scripts":1}', '{"scripts":{"test":5}}', 'null'])('refuses %s', (text) => {
    expect(() => completePackage(text, wanted)).toThrow(
      'package.json in this folder is not valid: repair it first',
    );
  });
});
