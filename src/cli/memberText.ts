import { readJsonTokens } from './readJsonTokens.js';

/**
 * The text of one member of a JSON object, byte for byte; `undefined` where the object has none of that name.
 *
 * @param text a valid JSON object. Of members with the same name the last one counts, as in JSON.parse.
 * @example memberText('{"data":{"id":2896576259728695296}}', 'data') // '{"id":2896576259728695296}'
 */
export function memberText(text: string, name: string): string | undefined {
  let depth = 0;
  let key: string | undefined;
  let from: number | undefined;
  let previousEnd = 0;
  let found: string | undefined;
  for (const token of readJsonTokens(text)) {
    const closes = token.text === '}' || token.text === ']';
    if (depth === 1 && from !== undefined && (closes || token.text === ',')) {
      if (key === name) found = text.slice(from, previousEnd);
      key = undefined;
      from = undefined;
    } else if (depth === 1 && token.text.startsWith('"') && key === undefined) {
      key = String(JSON.parse(token.text));
    } else if (depth === 1 && token.text !== ':' && from === undefined) {
      from = token.start;
    }
    if (token.text === '{' || token.text === '[') depth += 1;
    if (closes) depth -= 1;
    previousEnd = token.start + token.text.length;
  }
  return found;
}
