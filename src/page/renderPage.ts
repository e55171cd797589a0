import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a page carries: the script that draws it, and its styles. */
export interface PageAssets {
  readonly script: string;
  readonly styles: string;
}

/** What a page is made of besides. */
interface PageOptions extends PageAssets {
  /** What its script reads from the element `data`. */
  data: unknown;
  /** What stands there without a script. */
  noscript: string;
  /** What its policy allows besides this script and these styles, such as `connect-src 'self'`. */
  allowed?: readonly string[];
  /** Strikes out keys. */
  conceal?(text: string): string;
}

/** @param folder where the build has put them. */
export async function readPageAssets(folder: string): Promise<PageAssets> {
  const [script, styles] = await Promise.all(
    ['page.js', 'page.css'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  return { script: script ?? '', styles: styles ?? '' };
}

/**
 * What a page may do: run this script and use these styles, known by their hashes, and nothing else unless it is allowed.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
function policyOf({
  script,
  styles,
  allowed = [],
}: Pick<PageOptions, 'script' | 'styles' | 'allowed'>): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(styles)}`,
    ...allowed,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A page in one file, which loads nothing. What it is given is data to it: none of it is read as HTML or as a script. */
export function renderPage(options: PageOptions): string {
  const { script, styles, noscript, data, conceal } = options;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(options)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>fmzproto</title>
<style>${styles}</style>
</head>
<body>
<noscript>${noscript}</noscript>
<script type="application/json" id="data">${dataOf(data, conceal)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** JSON that ends no script and begins no comment, whatever it holds. */
function dataOf(data: unknown, conceal = (text: string) => text): string {
  const json = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? conceal(value) : value,
  );
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
