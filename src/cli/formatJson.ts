import { readJsonTokens } from './readJsonTokens.js';

const INDENT = '  ';

/**
 * Valid JSON text on several lines, indented as JSON.stringify does it. Numbers and strings stay as they were sent;
 * only control characters, which a terminal would obey, are written as escapes.
 */
export function formatJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  let opened = false;
  const line = () => `\n${INDENT.repeat(depth)}`;
  for (const { text: token } of readJsonTokens(text)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      parts.push(opened ? token : line() + token);
      opened = false;
      continue;
    }
    if (opened) parts.push(line());
    opened = token === '{' || token === '[';
    if (opened) depth += 1;
    parts.push(token === ',' ? `,${line()}` : token === ':' ? ': ' : escapeControls(token));
  }
  return parts.join('');
}

function escapeControls(token: string): string {
  return token.replace(
    /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
