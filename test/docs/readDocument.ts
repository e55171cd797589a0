import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page of the documents, as what a reader sees of it. */
export interface Document {
  /** Path from the root: `docs/okx.md`. */
  path: string;
  text: string;
  headings: Heading[];
  blocks: CodeBlock[];
  /** Targets of links: `okx.md#futures`. */
  links: string[];
  /** Lines outside code blocks, without what stands between backticks. */
  prose: string[];
}

export interface Heading {
  level: number;
  title: string;
  /** What a link names it by. */
  anchor: string;
}

export interface CodeBlock {
  language: string;
  lines: string[];
  /** Where it begins, in lines from 0. */
  start: number;
}

/** Paths of the pages that people write: those at the root and those in docs. */
export function listDocuments(): string[] {
  const pages = (folder: string) => readdirSync(`${root}/${folder}`).filter((name) => name.endsWith('.md'));
  return [...pages('.'), ...pages('docs').map((name) => `docs/${name}`)].sort();
}

export function readDocument(path: string): Document {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const { prose, blocks } = splitLines(text.split('\n'));
  const seen = new Map<string, number>();
  const headings = prose.flatMap((line) => {
    const [, hashes, title] = /^(#+) (.*)$/.exec(line) ?? [];
    if (!hashes || !title) return [];
    const anchor = anchorOf(title);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return [{ level: hashes.length, title, anchor: count === 0 ? anchor : `${anchor}-${count}` }];
  });
  const bare = prose.map((line) => line.replace(/`[^`]*`/g, ''));
  const links = prose.flatMap((line) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
  );
  return { path, text, headings, blocks, links, prose: bare };
}

/** GitHub's name of a heading: in lower case, without punctuation, hyphens for blanks. Those that repeat are numbered. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function splitLines(lines: string[]): { prose: string[]; blocks: CodeBlock[] } {
  const prose: string[] = [];
  const blocks: CodeBlock[] = [];
  let open: CodeBlock | undefined;
  for (const [start, line] of lines.entries()) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (fence && open) open = undefined;
    else if (fence) {
      open = { language: fence[1] ?? '', lines: [], start };
      blocks.push(open);
    } else if (open) open.lines.push(line);
    else prose.push(line);
  }
  return { prose, blocks };
}
