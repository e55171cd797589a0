const CODES = /^(code|ret_?code|err(or)?_?(code|no|num|id)?|s_?code|status_?code|result_?code|type|name)$/i;
const TEXTS =
  /^(msg|message|ret_?msg|s_?msg|err(or)?_?(msg|message|text|description|detail)?|error|errors|description|reason|detail|details|info|title|data|response)$/i;

/** What an envelope says of a success is the reason of nothing. */
const SUCCESS = /^(ok|okay|success(ful(ly)?)?|succeed(ed)?|done|normal|true)[.!]?$/i;

/**
 * The exchange's own code and text in a refusal, whatever it calls them: `{"code": 51000, "msg": "..."}`,
 * `{"error": ["EOrder:Unknown order"]}`,
 * `{"response": {"data": {"statuses": [{"error": "..."}]}}}`.
 */
export function findRefusal(json: unknown): { code?: string; message: string } | undefined {
  return inObject(json, 0);
}

function inObject(value: unknown, depth: number): { code?: string; message: string } | undefined {
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const [first, code, text] = value;
    if (first === 'error' && typeof text === 'string') return { code: String(code), message: text };
    return typeof first === 'string' && first !== '' ? { message: first } : inObject(first, depth + 1);
  }
  const entries = Object.entries(value);
  const text = entries.find(
    ([name, item]) =>
      TEXTS.test(name) && typeof item === 'string' && /\p{L}/u.test(item) && !SUCCESS.test(item.trim()),
  );
  const code = entries.find(([name, item]) => CODES.test(name) && isCode(item) && item !== text?.[1]);
  const inner = entries
    .filter(([name]) => TEXTS.test(name) || ['result', 'statuses'].includes(name))
    .map(([, item]) => inObject(item, depth + 1))
    .find((found) => found !== undefined);
  if (text && typeof text[1] === 'string') {
    const message = [text[1], ...ofFields(value)].join(': ');
    return { ...(code && { code: String(code[1]) }), message };
  }
  // What kind of answer it is, is no code of what is further in.
  const outer = code && !/^(type|name)$/i.test(code[0]) ? { code: String(code[1]) } : {};
  return inner && { ...outer, ...inner };
}

/** What is said of single fields, beside a text about all: `{"errors": {"amount": ["Not enough balance."]}}`. */
function ofFields(value: object): string[] {
  const fields = 'errors' in value ? value.errors : undefined;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return [];
  return Object.values(fields)
    .flat()
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .slice(0, 1);
}

function isCode(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= 60);
}
