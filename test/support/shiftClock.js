/**
 * Has this process begin at a time of the tests' own, whatever day it is, and go on from there as time does: nothing
 * happens to expire, to be settled or to change its name while the tests run. A process that another one starts is
 * told by it how far its clock is shifted.
 */
const START = Date.UTC(2026, 4, 13, 10, 20, 30);

if (!('shifted' in globalThis)) {
  const { now } = Date;
  const offset = Number(process.env.TEST_CLOCK_OFFSET ?? START - now());
  process.env.TEST_CLOCK_OFFSET = String(offset);

  globalThis.Date = class extends Date {
    constructor(...args) {
      if (args.length === 0) super(now() + offset);
      else super(...args);
    }

    static now() {
      return now() + offset;
    }
  };
  Object.defineProperty(globalThis, 'shifted', { value: true });
}
