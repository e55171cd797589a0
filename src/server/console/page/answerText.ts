/** How much of an answer is shown. */
const MOST = 40_000;

/** An answer in lines, with every digit as it came; what is not JSON stays as it is. */
export function answerText(text: string, cutNote: string): string {
  const shown = isJson(text) ? inLines(text) : text;
  return shown.length > MOST ? `${shown.slice(0, MOST)}\n${cutNote}` : shown;
}

/** What stands behind `error` of an answer. */
export function errorOf(text: string): string | undefined {
  const { error } = isJson(text) ? Object(JSON.parse(text)) : {};
  return typeof error === 'string' ? error : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with an indent; short lists and objects stay on their line. */
function inLines(json: string): string {
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs) ?? [];
  const indent = (depth: number) => `\n${'  '.repeat(depth)}`;
  let depth = 0;
  let text = '';
  for (const [index, token] of tokens.entries()) {
    const empty = /[}\]]/.test(tokens[index + 1] ?? '');
    if (token === '{' || token === '[') text += token + (empty ? '' : indent(++depth));
    else if (token === '}' || token === ']')
      text += /[{[]/.test(tokens[index - 1] ?? '') ? token : indent(--depth) + token;
    else if (token === ',') text += `,${indent(depth)}`;
    else text += token === ':' ? ': ' : token;
  }
  return text;
}

/** Strikes out what was typed as keys, wherever it comes back. */
export function withoutKeys(text: string, keys: readonly string[]): string {
  return keys
    .flatMap((key) => [key, ...key.split(',')])
    .map((key) => key.trim())
    .filter((key) => key.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, key) => clean.replaceAll(key, '***'), text);
}
