import { type MethodName, methodNames, methods } from '../../protocol/methods.js';
import { argumentsOf, resolveMethod } from '../../protocol/resolveMethod.js';
import { say } from '../../wording/say.js';
import { commandName } from '../terminal/commandName.js';

/** The arguments of a method in the order in which they are typed; those that the spelling fixes are left out. */
export function callArguments(
  name: MethodName,
  preset: Readonly<Record<string, string>> = {},
): ReturnType<typeof argumentsOf> {
  return argumentsOf(name).filter((argument) => !Object.hasOwn(preset, argument.name));
}

/**
 * What to type instead of a param that was given as a flag, such as `--limit 5`; `undefined` when no method has such a param.
 *
 * @param words what was typed besides.
 * @example hintForParam('limit', ['records', 'BTC_USDT'])
 * // 'write --param limit=VALUE, or use its place: npx fmzproto call records SYMBOL [PERIOD] [LIMIT]'
 */
export function hintForParam(flag: string, words: readonly string[]): string | undefined {
  const param = flag.replaceAll('-', '_');
  const method = words.map((word) => resolveMethod(word)).find((resolved) => resolved !== undefined);
  const known = method ? paramNames(method.name) : methodNames.flatMap(paramNames);
  if (!known.includes(param)) return undefined;
  const placed = method && callArguments(method.name, method.preset).some(({ name }) => name === param);
  return placed
    ? say('write --param {param}=VALUE, or use its place: {usage}', {
        ...{ param, usage: usageOf(method.name, method.preset) },
      })
    : say('write --param {param}=VALUE', { param });
}

/** The names of all params of a method, also of those that only `--param` gives; `io` takes any. */
export function paramNames(name: MethodName): readonly string[] {
  const { params } = methods[name];
  return 'entries' in params ? Object.keys(Object(params.entries)) : [];
}

/**
 * How a method is called.
 *
 * @param preset the params that its spelling fixes.
 * @param program what runs this program: from the current folder, where nothing else is given.
 * @example usageOf('depth') // 'npx fmzproto call depth SYMBOL [LIMIT]'
 * @example usageOf('trade', { type: 'buy' }) // 'npx fmzproto call buy SYMBOL PRICE AMOUNT'
 */
export function usageOf(
  name: MethodName,
  preset: Readonly<Record<string, string>> = {},
  program = commandName(),
): string {
  const spelling = Object.entries(methods[name].presets ?? {}).find(
    ([, fixed]) => Object.keys(preset).length > 0 && JSON.stringify(fixed) === JSON.stringify(preset),
  )?.[0];
  const words = callArguments(name, preset).map((argument) =>
    argument.required ? argument.name.toUpperCase() : `[${argument.name.toUpperCase()}]`,
  );
  const rest = name === 'io' ? ['[NAME=VALUE...]'] : [];
  return [program, 'call', spelling ?? name, ...words, ...rest].join(' ');
}
