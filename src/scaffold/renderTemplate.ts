/** What the placeholders of a template stand for, and which of its parts are wanted. */
export interface TemplateValues {
  variables: Readonly<Record<string, string>>;
  flags: Readonly<Record<string, boolean>>;
}

const DIRECTIVE = /^\s*(?:\/\/|<!--)\s*#(if|else|end)(?:\s+(!?)(\w+))?\s*(?:-->)?\s*$/;
const PLACEHOLDER = /__([A-Za-z]+)__/g;

/**
 * Fills a template in. A template is a file as an editor knows it: placeholders are names like `__baseUrl__`, and lines
 * `// #if futures`, `// #if !futures`, `// #else` and `// #end` (in Markdown `<!-- #if futures -->`) hold what is only
 * wanted with a flag.
 *
 * @param file the template's name, for errors.
 * @throws Error naming the variable or the flag that is not there, or the line that does not fit.
 * @example renderTemplate("name: '__name__',", { variables: { name: 'Bybit' }, flags: {} }, 'index.ts') // "name: 'Bybit',"
 */
export function renderTemplate(text: string, { variables, flags }: TemplateValues, file: string): string {
  const open: boolean[] = [];
  const lines = text.split('\n').flatMap((line, index) => {
    const [, word, not, flag] = DIRECTIVE.exec(line) ?? [];
    if (word === undefined) return open.includes(false) ? [] : [fillIn(line)];
    // What is left out anyway may ask for flags of other choices.
    if (word === 'if') open.push(open.includes(false) || read(flag ?? '') !== (not === '!'));
    else if (open.length === 0) throw new Error(`${file}:${index + 1} has #${word} without #if`);
    else if (word === 'else') open.push(!open.pop());
    else open.pop();
    return [];
  });
  if (open.length > 0) throw new Error(`${file} has #if without #end`);
  return lines.join('\n');

  function read(flag: string): boolean {
    const value = flags[flag];
    if (value === undefined) throw new Error(`${file} asks for the flag "${flag}", which does not exist`);
    return value;
  }

  function fillIn(line: string): string {
    return line.replace(PLACEHOLDER, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`${file} uses __${name}__, which does not exist`);
      return value;
    });
  }
}
