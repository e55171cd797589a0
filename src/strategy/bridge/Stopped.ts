import { say } from '../../wording/say.js';

/** Thrown into a strategy that has to stop, by the next function that would block. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor() {
    super(say('the strategy has been stopped'));
  }
}
