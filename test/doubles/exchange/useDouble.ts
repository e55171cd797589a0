import { afterEach, beforeEach } from 'vitest';

/** Starts a double for each test of the file: `running` gives it, `open` starts another one in its place. */
export function useDouble<Double extends { close(): Promise<void> }, Options>(
  start: (options?: Options) => Promise<Double>,
  options?: Options,
) {
  let double: Double | undefined;
  const running = () => {
    if (!double) throw new Error('the double does not run');
    return double;
  };
  beforeEach(async () => {
    double = await start(options);
  });
  afterEach(() => running().close());
  const open = async (other?: Options) => {
    await running().close();
    double = await start(other);
  };
  return { running, open };
}
