import type { CcxtClass } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';

const undo: (() => void)[] = [];

/** Gives ccxt's class of an exchange members of the test's own, until the tests of its file have ended. */
export function patchClass({ prototype }: CcxtClass, members: Readonly<Record<string, PropertyDescriptor>>) {
  for (const [name, descriptor] of Object.entries(members)) {
    const own = Object.getOwnPropertyDescriptor(prototype, name);
    undo.push(() => {
      if (own) Object.defineProperty(prototype, name, own);
      else Reflect.deleteProperty(prototype, name);
    });
    Object.defineProperty(prototype, name, { ...descriptor, configurable: true });
  }
}

/** A method that does something else. */
export const method = (value: unknown): PropertyDescriptor => ({ value, writable: true });

/** It waits for no rate limit. */
export const unlimited: PropertyDescriptor = { get: () => 0.001, set: () => undefined };

export function restoreClasses(): void {
  for (const one of undo.splice(0).reverse()) one();
}
