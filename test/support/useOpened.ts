import { afterEach } from 'vitest';

/** Keeps what a test has opened, to close it when the test ends. */
export function useOpened(): <T extends { close(): unknown }>(one: T) => T {
  const opened: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  return (one) => {
    opened.push(one);
    return one;
  };
}
