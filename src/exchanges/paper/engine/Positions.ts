import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { Instrument } from './Instrument.js';
import type { Position } from './Position.js';

/** The positions of one account: at most one long and one short in each contract. */
export class Positions {
  readonly #positions = new Map<string, Position>();

  constructor(positions: readonly Position[] = []) {
    for (const position of positions) this.keep(position);
  }

  get all(): Position[] {
    return [...this.#positions.values()];
  }

  find({ name }: Instrument, direction: 'long' | 'short'): Position | undefined {
    return this.#positions.get(`${name} ${direction}`);
  }

  /** @throws ExchangeError NO_POSITION. */
  require(instrument: Instrument, direction: 'long' | 'short'): Position {
    const position = this.find(instrument, direction);
    if (position) return position;
    throw new ExchangeError({
      code: 'NO_POSITION',
      message: `there is no ${direction} position in ${instrument.name} to close`,
      hint: 'closebuy closes a long position, closesell a short one',
    });
  }

  /** Keeps a position, or drops one that has become empty. */
  keep(position: Position): void {
    const key = `${position.instrument.name} ${position.direction}`;
    if (position.amount.isZero()) this.#positions.delete(key);
    else this.#positions.set(key, position);
  }
}
