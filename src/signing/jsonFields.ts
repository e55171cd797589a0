import { parseJson } from '../protocol/json.js';

/**
 * The fields of a JSON object as names and texts, in their order and with every digit; a list is repeated under
 * `name[]`.
 *
 * @throws TypeError when the body is not one JSON object.
 * @example jsonFields('{"orderId":28,"states":["wait"]}') // [['orderId', '28'], ['states[]', 'wait']]
 */
export function jsonFields(body: string): [name: string, value: string][] {
  return fieldsOf(parseJson(body));
}

function fieldsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('only a JSON object can be signed field by field');
  }
  return Object.entries(value).flatMap(([name, field]): [string, string][] =>
    Array.isArray(field) ? field.map((item) => [`${name}[]`, textOf(item)]) : [[name, textOf(field)]],
  );
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
