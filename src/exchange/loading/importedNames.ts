/**
 * The names that a translated module reads of another one that it imports. What it only hands on is left out: it may be
 * a type.
 *
 * @param code what TypeScript or an ES module was translated to.
 */
export function importedNames(code: string, specifier: string): string[] {
  const reads = code.replace(/get: function \(\) \{return \w+\.\w+;\}/g, '');
  const variables = [
    ...code.matchAll(/\bvar (\w+) = (?:_interopRequireDefault\()?await jitiImport\((["'])(.*?)\2\)/g),
  ].flatMap(([, variable = '', , path]) => (path === specifier ? [variable] : []));
  return variables.flatMap((variable) =>
    [...reads.matchAll(new RegExp(`(?<![\\w.$])${variable}\\.(\\w+)`, 'g'))].flatMap(
      ([, name]) => name ?? [],
    ),
  );
}
