import { type MethodName, methodNames, methods } from './methods.js';

/** A method that was asked for, with the params that its spelling fixes (`Buy` fixes type buy). */
export interface ResolvedMethod {
  name: MethodName;
  preset: Readonly<Record<string, string>>;
}

/** The spellings of all methods, for suggestions: by wire name, by FMZ's name, and by each alias. */
export const methodSpellings: readonly string[] = methodNames.flatMap((name) => [
  name,
  methods[name].fmz,
  ...(methods[name].aliases ?? []),
  ...Object.keys(methods[name].presets ?? {}),
]);

const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
const comparable = (text: string) => letters(text).replace(/^get/, '');

/**
 * Finds a method under any spelling that a docker or a person might use: letters only, any case, with or without a
 * leading "get".
 *
 * @example resolveMethod('get_positions')?.name // 'positions'
 * @example resolveMethod('Buy')                 // { name: 'trade', preset: { type: 'buy' } }
 */
export function resolveMethod(spelling: string): ResolvedMethod | undefined {
  const wanted = comparable(spelling);
  for (const name of methodNames) {
    const spec = methods[name];
    if (wanted === name || wanted === comparable(spec.fmz) || spec.aliases?.includes(wanted)) {
      return { name, preset: {} };
    }
    const preset = spec.presets?.[wanted];
    if (preset && Object.hasOwn(spec.presets ?? {}, wanted)) return { name, preset };
  }
  return undefined;
}

/** The params of a method as a person types them, and which of them may be left out. */
export function argumentsOf(name: MethodName): { name: string; required: boolean }[] {
  return methods[name].args.map((argument) => ({
    name: argument.replace(/\?$/, ''),
    required: !argument.endsWith('?'),
  }));
}
