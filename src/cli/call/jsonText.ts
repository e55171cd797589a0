const INDENT = '  ';

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

/**
 * Valid JSON text on several lines, indented as JSON.stringify does it. Numbers and strings stay as they were sent;
 * only control characters, which a terminal would obey, are written as escapes.
 */
export function indentJson(text: string): string {
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

/** A piece of JSON text: a bracket, a comma, a colon, or a whole string, number or word. */
interface JsonToken {
  text: string;
  /** Where it begins. */
  start: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** The tokens of valid JSON text; what lies between them is white space. */
function* readJsonTokens(text: string): Generator<JsonToken> {
  for (const match of text.matchAll(TOKEN)) yield { text: match[0], start: match.index };
}
