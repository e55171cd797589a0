import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/cli/run/languages.js';
import { readHeader } from '../../../src/cli/run/readHeader.js';
import { readScript } from '../../../src/cli/run/readScripts.js';

const folder = await mkdtemp(join(tmpdir(), 'fmzproto-scripts-'));
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, source: string) {
  const file = join(folder, name);
  await writeFile(file, source);
  return (await readScript(file, 'strategy')).source;
}

describe('the language of a file', () => {
  it.each([
    ['main.py', '', 'Python'],
    ['main.txt', 'import time\n\ndef main():\n    Log(1)\n', 'Python'],
    ['main', 'from datetime import date\ndef main() -> None:\n    pass\n', 'Python'],
    ['a.pine', '', 'Pine'],
    ['a.js', '//@version=5\nindicator("x")\nplot(close)\n', 'Pine'],
    ['a.js', '/*backtest\nperiod: 1d\n*/\n//@version=4\nf(x) =>\n    x\n', 'Pine'],
    ['a.cpp', '', 'C++'],
    ['a.txt', '#include <vector>\nvoid main() {}\n', 'C++'],
    ['a.rs', '', 'Rust'],
    ['a.txt', '(*backtest\nstart: 2020\n*)\nMA5^^MA(C,5);\n', 'My Language'],
    ['grid.md', '', 'Markdown'],
    ['grid', '> Source (javascript)\n\n``` javascript\nfunction main() {}\n```\n', 'Markdown'],
    ['a.js', '<!DOCTYPE html>\n<html></html>\n', 'HTML'],
  ])('%s %j is %s', (file, source, language) => {
    expect(languageOf(file, source)).toBe(language);
  });

  it.each([
    'function main() {\n  Log(1)\n}\n',
    'var s = `\n#include <x>\nimport time\ndef f():\n`;\nfunction main() {}\n',
    '// @version=5 of this\nfunction main() {}\n',
    'function main() { var = 1 }',
    '',
  ])('%j is JavaScript, or a mistake in it', (source) => {
    expect(languageOf('a.js', source)).toBeUndefined();
  });
});

describe('TypeScript', () => {
  const source = `// @ts-check
/*backtest
args: [["Levels",3]]
*/
interface Row { price: number }
enum Side { Buy = 1, Sell }
class Grid<T extends Row> {
  constructor(private readonly rows: T[]) {}
  first(): number { return this.rows[0]!.price }
}
function main(this: unknown): void {
  implicit = new Grid<Row>([{ price: 7 } as Row]).first();
  return [implicit, Side.Sell] as unknown as undefined;
}`;

  it.each(['strategy.ts', 'strategy.js'])('of %s becomes JavaScript, line by line', async (name) => {
    const code = await read(name, source);
    const run = new Function(`${code}\nreturn main();`);
    expect(run()).toEqual([7, 2]);
    expect(code.split('\n').findIndex((line) => line.includes('new Grid'))).toBe(11);
    expect(readHeader(code).args.get('Levels')).toBe(3);
  });

  it.each(['// @ts-check\nfunction main() { x = 010 }', 'function main() { x = 010 }'])(
    '%j is JavaScript already, and stays as it is',
    async (plain) => {
      expect(await read('strategy.ts', plain)).toBe(plain);
    },
  );

  it('tells the line of a mistake', async () => {
    await expect(read('wrong.ts', 'function main(): void {\n  const a: number = ;\n}')).rejects.toThrow(
      /wrong\.ts:2:\d+: SyntaxError: Unexpected token$/,
    );
  });

  it.each(["import { a } from './a';\nfunction main(): void { a() }", 'export function main(): void {}'])(
    '%j has modules, which FMZ has not',
    async (module) => {
      await expect(read('module.ts', module)).rejects.toThrow('a strategy has no modules');
    },
  );

  it('of types alone may be imported', async () => {
    expect(await read('types.ts', "import type { A } from './a';\nfunction main(a: A): void {}")).toContain(
      'function main(a)',
    );
  });
});

it('that is not there is told, with the one that is near', async () => {
  await writeFile(join(folder, 'trend.js'), '');
  await expect(readScript(join(folder, 'trnd.js'), 'strategy')).rejects.toThrow(
    `trnd.js does not exist: did you mean ${join(folder, 'trend.js')}?`,
  );
  await expect(readScript('packge.json', '--lib')).rejects.toThrow(
    'does not exist: did you mean package.json?',
  );
  await expect(readScript('nowhere/trend.js', '--lib')).rejects.toThrow(/nowhere\/trend\.js does not exist$/);
  await expect(readScript('examples/none.js', 'strategy')).rejects.toThrow('examples/none.js does not exist');
  await expect(readScript('https://www.fmz.com/strategy/1', 'strategy')).rejects.toThrow(
    'is an address: save its code in a file',
  );
});
