/**
 * What the log calls each exchange: its name, and where several have that one, its place in `exchanges` besides.
 *
 * @example shownNames([{ name: 'Paper' }, { name: 'OKX' }, { name: 'Paper' }]) // ['Paper[0]', 'OKX', 'Paper[2]']
 */
export function shownNames(exchanges: readonly { readonly name: string }[]): string[] {
  return exchanges.map(({ name }, index) =>
    exchanges.some((other, at) => at !== index && other.name === name) ? `${name}[${index}]` : name,
  );
}
