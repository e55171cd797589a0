/** The names of an error's class and of those it extends, nearest first: how ccxt says what happened. */
export function classesOf(error: unknown): string[] {
  const names: string[] = [];
  let type: unknown = error instanceof Error ? error.constructor : undefined;
  while (typeof type === 'function' && type !== Function.prototype) {
    names.push(type.name);
    type = Object.getPrototypeOf(type);
  }
  return names;
}

/** @see https://docs.ccxt.com/#/?id=exception-hierarchy */
export function isClassOfError(error: unknown, name: string): boolean {
  return classesOf(error).includes(name);
}
