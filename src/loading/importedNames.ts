/**
 * The names that a module imports of another one and uses. What it only hands on is left out: it may be a type; and so is
 * what it reads of `import * as`, which may lack it.
 *
 * @param code what its source was translated to.
 */
export function importedNames(source: string, code: string, specifier: string): string[] {
  const reads = code.replace(/get: function \(\) \{return \w+\.\w+;\}/g, '');
  const imports = code.matchAll(
    /\bvar (\w+) = (?:_interopRequireDefault\()?await jitiImport\((["'])(.*?)\2\)/g,
  );
  return [...imports].flatMap(([, variable = '', , path]) => {
    if (path !== specifier || new RegExp(`\\*\\s*as\\s+${variable}\\b`).test(source)) return [];
    const uses = reads.matchAll(new RegExp(`(?<![\\w.$])${variable}\\.(\\w+)`, 'g'));
    return [...uses].flatMap(([, name]) => name ?? []);
  });
}
