import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type CodeBlock, listDocuments, readDocument, root } from './readDocument.js';

const paths = listDocuments();
/** Made by programs, in English. */
const GENERATED = ['docs/ccxt.md', 'docs/reference.md'];
const bilingual = paths.filter(
  (path) => path.startsWith('docs/') || ['README.md', 'SECURITY.md'].includes(path),
);
const pairs = bilingual
  .filter((path) => !path.endsWith('.zh-CN.md') && !GENERATED.includes(path))
  .map((path) => [path, path.replace('.md', '.zh-CN.md')] as const);

describe.each(['README.md', 'README.zh-CN.md'])('%s', (path) => {
  it('is a door: at most 9 KB and 180 lines', () => {
    const { text } = readDocument(path);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(9000);
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(180);
  });
});

test.each(paths)('%s: every link and anchor leads somewhere', (path) => {
  const { links } = readDocument(path);
  const broken = links.filter((link) => {
    if (/^(https?|mailto):/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(root, target))) return true;
    return (
      anchor !== undefined && !readDocument(target).headings.some((heading) => heading.anchor === anchor)
    );
  });
  expect(broken).toEqual([]);
});

describe.each(pairs)('%s and %s', (one, other) => {
  it('have the same chapters', () => {
    const [a, b] = [readDocument(one), readDocument(other)];
    expect(b.headings.map(({ level }) => level)).toEqual(a.headings.map(({ level }) => level));
  });

  it('show the same commands, outputs and code', () => {
    const [a, b] = [readDocument(one), readDocument(other)];
    expect(b.blocks.map(codeOf)).toEqual(a.blocks.map(codeOf));
  });

  it('have the same rows in each table', () => {
    const [a, b] = [readDocument(one), readDocument(other)];
    expect(tablesOf(b.prose)).toEqual(tablesOf(a.prose));
  });

  it('lead to the same pages', () => {
    const [a, b] = [readDocument(one), readDocument(other)];
    const pagesOf = (links: string[]) =>
      new Set(links.map((link) => link.replace(/#.*/, '').replace('.zh-CN.md', '.md')));
    expect(pagesOf(b.links)).toEqual(pagesOf(a.links));
  });
});

/** A block without what is said in words: comments and texts. */
function codeOf({ language, lines }: CodeBlock): string {
  const words = { sh: / +#.*$/, js: / *\/\/.*$/, ts: / *\/\/.*$/ }[language];
  const code = words ? lines.map((line) => line.replace(words, '')) : lines;
  return [language, ...(language === 'js' ? code.map((line) => line.replace(/'[^']*'/g, "''")) : code)].join(
    '\n',
  );
}

/** How many rows each table has. */
function tablesOf(lines: string[]): number[] {
  const text = lines.map((line) => (line.startsWith('|') ? '|' : ' ')).join('');
  return [...text.matchAll(/\|+/g)].map(([rows]) => rows.length);
}

describe.each(paths)('%s', (path) => {
  const { text } = readDocument(path);

  it('names files that exist', () => {
    // An adapter of a reader's own has a folder test/, too.
    const folders = /^docs\/(adapters|fix)/.test(path) ? 'src|bin|templates' : 'src|bin|templates|test|docs';
    const names = [...text.matchAll(new RegExp(`\`((${folders})/[\\w./-]+)\``, 'g'))].map(
      ([, name = '']) => name,
    );
    expect(names.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('names scripts and projects of tests that exist', () => {
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    const projects = [...text.matchAll(/--project (\w+)/g)].map(([, name = '']) => name);
    const { scripts: own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const config = readFileSync(join(root, 'vitest.config.ts'), 'utf8');
    expect(scripts.filter((name) => !Object.hasOwn(own, name))).toEqual([]);
    expect(projects.filter((name) => !config.includes(`project('${name}'`))).toEqual([]);
  });
});

describe('what is in no registry is not installed from one', () => {
  const blocks = paths.flatMap((path) => readDocument(path).blocks.map((block) => ({ path, block })));

  it('by its name', () => {
    const lines = blocks.flatMap(({ block }) => block.lines);
    expect(lines.filter((line) => /npm (i|install|add)( -\S+)* fmzproto(@|\s|$)/.test(line))).toEqual([]);
  });

  it('by npx, without the file of npm pack before', () => {
    const shell = blocks.filter(({ block }) => block.language === 'sh');
    const bare = shell.filter(({ path, block }) => {
      if (!block.lines.some((line) => line.includes('npx fmzproto'))) return false;
      const before = readDocument(path)
        .text.split('\n')
        .slice(0, block.start + 2)
        .join('\n');
      return !before.includes('npm install /path/to/fmzproto-');
    });
    expect(bare.map(({ path, block }) => `${path}: ${block.lines.join('; ')}`)).toEqual([]);
  });
});

describe.each(paths.filter((path) => path.endsWith('.zh-CN.md')))('%s', (path) => {
  const HAN = '[\u3400-\u9fff]';
  // A link's target is read by programs.
  const prose = readDocument(path).prose.map((line) => line.replace(/\]\([^)]*\)/g, ']'));

  it('has full-width punctuation beside Chinese', () => {
    const half = new RegExp(`${HAN}[,;:!?()]|[,;:!?()]${HAN}|“|”`);
    expect(prose.filter((line) => half.test(line))).toEqual([]);
  });

  it('has a space between Chinese and Latin', () => {
    const tight = new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`);
    expect(prose.filter((line) => tight.test(line))).toEqual([]);
  });

  it('breaks no line inside a paragraph', () => {
    const isText = (line: string | undefined) => line !== undefined && /^[^\s|#>\-*\d]/.test(line);
    expect(prose.filter((line, index) => isText(line) && isText(prose[index - 1]))).toEqual([]);
  });
});
