/** A piece of JSON text: a bracket, a comma, a colon, or a whole string, number or word. */
export interface JsonToken {
  text: string;
  /** Where it begins. */
  start: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** The tokens of valid JSON text; what lies between them is white space. */
export function* readJsonTokens(text: string): Generator<JsonToken> {
  for (const match of text.matchAll(TOKEN)) yield { text: match[0], start: match.index };
}
