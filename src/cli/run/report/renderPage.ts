import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportModel } from './model.js';

/** What each report carries: the script that draws it, and its styles. */
export interface PageAssets {
  readonly script: string;
  readonly styles: string;
}

/** @param folder where the build has put them. */
export async function readPageAssets(folder: string): Promise<PageAssets> {
  const [script, styles] = await Promise.all(
    ['page.js', 'page.css'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  return { script: script ?? '', styles: styles ?? '' };
}

/**
 * A report as one page, which loads nothing: its policy allows this script and these styles alone, by their hashes, and no
 * connection. What a strategy wrote is data to it.
 *
 * @param conceal strikes out keys.
 */
export function renderPage(
  model: ReportModel,
  { script, styles }: PageAssets,
  conceal: (text: string) => string,
): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(styles)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>fmzproto</title>
<style>${styles}</style>
</head>
<body>
<noscript>This report is drawn by its own script: allow JavaScript. 本报告由内嵌脚本绘制，请启用 JavaScript。</noscript>
<script type="application/json" id="report">${dataOf(model, conceal)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** JSON that ends no script and begins no comment, whatever it holds. */
function dataOf(model: ReportModel, conceal: (text: string) => string): string {
  const json = JSON.stringify(model, (_, value: unknown) =>
    typeof value === 'string' ? conceal(value) : value,
  );
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
