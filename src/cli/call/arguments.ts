import { nameFullWidth } from '../../protocol/fullWidth.js';
import { type MethodName, methodNames } from '../../protocol/methods.js';
import { quote } from '../../protocol/oneLine.js';
import { methodSpellings, type ResolvedMethod, resolveMethod } from '../../protocol/resolveMethod.js';
import { suggest } from '../../protocol/suggest.js';
import { listed, say } from '../../wording/say.js';
import { commandName } from '../terminal/commandName.js';
import { UsageError } from '../terminal/errors.js';
import { callArguments, paramNames, usageOf } from './usage.js';

/** What `call` sends, apart from keys and nonce. */
export interface CallRequest {
  name: MethodName;
  /** As it goes over the wire: the method's name, or `__api_` and the path. */
  method: string;
  params: Readonly<Record<string, string>>;
  /** The Http-Method header of io. */
  verb?: string;
}

/**
 * Reads the words behind `fmzproto call`. Only spelling and count are checked here; values are the server's to judge.
 *
 * @param extra params given by name: they add to the words, or override them.
 * @throws UsageError
 * @example parseCallArguments(['GetDepth', 'ETH_USDT', '5'])
 * // { name: 'depth', method: 'depth', params: { symbol: 'ETH_USDT', limit: '5' } }
 */
export function parseCallArguments(
  words: readonly string[],
  extra: readonly (readonly [string, string])[] = [],
): CallRequest {
  const [spelling, ...values] = words;
  if (spelling === undefined)
    throw new UsageError(
      say('no method given: write {command} call METHOD [ARGS...], {known}', {
        command: commandName(),
        known: knownMethods(),
      }),
    );
  const resolved = resolveMethod(spelling);
  if (!resolved) throw new UsageError(unknownMethod(spelling));
  return resolved.name === 'io' ? parseIo(values, extra) : parseMethod(resolved, values, extra);
}

function parseMethod(
  { name, preset }: ResolvedMethod,
  values: readonly string[],
  extra: readonly (readonly [string, string])[],
): CallRequest {
  const expected = callArguments(name, preset);
  const surplus = values[expected.length];
  if (surplus !== undefined) {
    throw new UsageError(
      say('unexpected argument {word}, usage: {usage}', {
        word: quote(surplus),
        usage: usageOf(name, preset),
      }),
    );
  }
  for (const [param] of extra) checkParam(name, param);
  const typed = new Map(expected.map((argument, index) => [argument.name, values[index]]));
  const named = new Map([...Object.entries(preset), ...extra]);
  const params = new Map<string, string>();
  for (const { name: param } of callArguments(name)) {
    const value = named.get(param) ?? typed.get(param);
    if (value !== undefined) params.set(param, value);
  }
  for (const [param, value] of extra) params.set(param, value);
  const missing = expected.filter((argument) => argument.required && !params.has(argument.name));
  if (missing.length > 0) throw new UsageError(missingArguments(missing, usageOf(name, preset)));
  return { name, method: name, params: Object.fromEntries(params) };
}

/** @throws UsageError where FMZ has no such param for the method: what it was meant for would be ignored. */
function checkParam(name: MethodName, param: string): void {
  const known = paramNames(name);
  if (known.includes(param)) return;
  const near = suggest(param, known);
  const facts = { name, param: quote(param) };
  if (near !== undefined)
    throw new UsageError(say('{name} has no param {param}: did you mean {near}?', { ...facts, near }));
  throw new UsageError(
    known.length === 0
      ? say('{name} has no param {param}: it takes none', facts)
      : say('{name} has no param {param}: it takes {known}', { ...facts, known: listed(known) }),
  );
}

function parseIo(
  [verb, path, ...pairs]: readonly string[],
  extra: readonly (readonly [string, string])[],
): CallRequest {
  const usage = usageOf('io');
  if (verb !== undefined && !/^[a-z]+$/i.test(verb)) {
    throw new UsageError(
      say('{verb} is not an HTTP verb such as GET or POST, usage: {usage}', { verb: quote(verb), usage }),
    );
  }
  if (verb === undefined || path === undefined) {
    throw new UsageError(missingArguments(callArguments('io').slice(verb === undefined ? 0 : 1), usage));
  }
  const params = new Map([...pairs.map(parseNameValue), ...extra]);
  return {
    name: 'io',
    method: `__api_${path}`,
    verb: verb.toUpperCase(),
    params: Object.fromEntries(params),
  };
}

function missingArguments(missing: readonly { name: string }[], usage: string): string {
  const names = missing.map((argument) => argument.name.toUpperCase()).join(say(' and '));
  return missing.length === 1
    ? say('{names} is missing, usage: {usage}', { names, usage })
    : say('{names} are missing, usage: {usage}', { names, usage });
}

function unknownMethod(spelling: string): string {
  // A strategy writes exchange.GetTicker("LTC_USDT").
  const [, name = spelling] = /^(?:exchange\.)?(\w+)(?:\(|$)/i.exec(spelling) ?? [];
  const near = suggest(name, methodSpellings);
  return near === undefined
    ? say('unknown method {method}: {known}', { method: quote(spelling), known: knownMethods() })
    : say('unknown method {method}, did you mean {near}?', { method: quote(spelling), near });
}

function knownMethods(): string {
  return say('the methods are {names}, see "{command} call --help"', {
    names: listed(methodNames),
    command: commandName(),
  });
}

/**
 * Reads NAME=VALUE; the value may be empty and may hold further equals signs.
 *
 * @throws UsageError
 * @example parseNameValue('limit=5') // ['limit', '5']
 */
function parseNameValue(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError(
      nameFullWidth(say('{text} is not NAME=VALUE: write it like limit=5', { text: quote(text) }), text),
    );
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The pairs of a repeatable flag. From the environment it is one text, in which white space parts the pairs.
 *
 * @throws UsageError
 */
export function parseNameValues(flag: string | readonly string[] | undefined): [string, string][] {
  const texts = typeof flag === 'string' ? flag.split(/\s+/).filter(Boolean) : (flag ?? []);
  return texts.map(parseNameValue);
}
