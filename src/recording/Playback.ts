import { isDeepStrictEqual } from 'node:util';
import type { Difference, Moments } from './compareRequests.js';
import type { Fixture } from './Fixture.js';

/** Recordings of the same request are made at least so many ms apart from those of an earlier or a later page. */
const SAME_PAGE = 60_000;

/** The call that asks. */
interface Asking {
  exchange: string;
  /** FMZ's, with its params as they came. */
  method: string;
  params: unknown;
}

/**
 * Recordings while they are given out. Several of one request are given in their order, and the last one from then on. Those of
 * the same call of FMZ's come first.
 */
export class Playback {
  /** Where they are, for errors. */
  readonly folder: string;
  readonly #fixtures: readonly Fixture[];
  readonly #given = new Set<Fixture>();
  readonly #ids = new Map<string, string>();
  #latest: Fixture | undefined;

  /** @param fixtures oldest first. */
  constructor(fixtures: readonly Fixture[], folder: string) {
    this.#fixtures = fixtures;
    this.folder = folder;
    this.#latest = fixtures.at(-1);
  }

  /** When the one was recorded that was given last, in Unix ms. */
  get recordedAt(): number {
    return this.#latest ? Date.parse(this.#latest.recorded) : Date.now();
  }

  /** By the id that a recording has: the one that takes its place now. */
  get ids(): ReadonlyMap<string, string> {
    return this.#ids;
  }

  /**
   * Gives the next recording of a request.
   *
   * @param compare says how a recorded request differs; `undefined` where it is another one.
   * @returns `undefined` where there is none.
   */
  take<F extends Fixture>(
    call: Asking,
    ofKind: (fixture: Fixture) => fixture is F,
    compare: (fixture: F, moments: Moments) => Difference | undefined,
  ): F | undefined {
    const now = [this.recordedAt, Date.now()];
    const all = this.#fixtures
      .filter(ofKind)
      .filter(({ exchange }) => exchange.toLowerCase() === call.exchange.toLowerCase())
      .flatMap((fixture) => {
        const difference = compare(fixture, { recorded: Date.parse(fixture.recorded), asked: now });
        return difference ? [{ ...difference, fixture }] : [];
      });
    const own = all.filter(({ fixture }) => isSameCall(fixture, call));
    const matches = closest(own.length > 0 ? own : all);
    const match = matches.find(({ fixture }) => !this.#given.has(fixture)) ?? matches.at(-1);
    if (!match) return undefined;
    this.#given.add(match.fixture);
    this.#latest = match.fixture;
    for (const [recorded, asked] of match.ids) this.#ids.set(recorded, asked);
    return match.fixture;
  }
}

function isSameCall(fixture: Fixture, { method, params }: Asking): boolean {
  return fixture.method === method && isDeepStrictEqual(fixture.params, params);
}

function closest<M extends Difference>(matches: readonly M[]): M[] {
  const best = Math.min(...matches.map(({ time }) => time));
  return matches.filter(({ time }) => time <= best + (best === 0 ? 0 : SAME_PAGE));
}
