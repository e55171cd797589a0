import { type MethodName, methods } from '../../protocol/methods.js';

/** One argument of `call`, as its help shows it. */
interface CallArgument {
  /** The name of the param. */
  name: string;
  required: boolean;
}

/** The arguments of a method in the order in which they are typed; those that the spelling fixes are left out. */
export function callArguments(
  name: MethodName,
  preset: Readonly<Record<string, string>> = {},
): readonly CallArgument[] {
  return methods[name].args
    .map((arg) => ({ name: arg.replace(/\?$/, ''), required: !arg.endsWith('?') }))
    .filter((argument) => !Object.hasOwn(preset, argument.name));
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
 * @example usageOf('depth')                // 'fmzproto call depth SYMBOL [LIMIT]'
 * @example usageOf('trade', { type: 'buy' }) // 'fmzproto call buy SYMBOL PRICE AMOUNT'
 */
export function usageOf(name: MethodName, preset: Readonly<Record<string, string>> = {}): string {
  const spelling = Object.entries(methods[name].presets ?? {}).find(
    ([, fixed]) => Object.keys(preset).length > 0 && JSON.stringify(fixed) === JSON.stringify(preset),
  )?.[0];
  const words = callArguments(name, preset).map((argument) =>
    argument.required ? argument.name.toUpperCase() : `[${argument.name.toUpperCase()}]`,
  );
  const rest = name === 'io' ? ['[NAME=VALUE...]'] : [];
  return ['fmzproto call', spelling ?? name, ...words, ...rest].join(' ');
}
