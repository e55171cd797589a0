import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeAtomically } from '../files/writeAtomically.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { Scrubber } from './Scrubber.js';

/** The file of one recording, before it has a number. */
export interface RenderedFixture {
  /** `ticker.GET_v5-market-tickers` */
  name: string;
  /** Its text without what differs each time: what makes it the same as another. */
  facts: string;
  text: string;
}

/** Where recordings are written, and what the log says of it. */
export interface RecordingOptions {
  folder: string;
  report(level: 'debug' | 'warn', text: string): void;
  /** Told in one sentence of each recording that cannot be written, and of each that is. */
  onTrouble?(sentence: string, fails: boolean): void;
}

/** How many files one run writes. */
const MOST = 500;

/** What one run records, one after the other: the answers of FMZ wait for none of that. */
export class Recording {
  readonly report: RecordingOptions['report'];
  readonly #onTrouble: RecordingOptions['onTrouble'];
  readonly #scrubber = new Scrubber();
  readonly #folder: FixtureFolder;
  readonly #warned = new Set<string>();
  #queue = Promise.resolve();
  /** In Unix ms. */
  #lastMoment = 0;

  constructor({ folder, report, onTrouble }: RecordingOptions) {
    this.#folder = new FixtureFolder(folder);
    this.report = report;
    this.#onTrouble = onTrouble;
  }

  /**
   * Records what was just answered.
   *
   * @param method of FMZ's.
   * @param render makes its file; `undefined` where a key could be read in it.
   */
  add(method: string, render: (scrubber: Scrubber, recorded: string) => RenderedFixture | undefined): void {
    const recorded = new Date(this.#nextMoment()).toISOString();
    this.#queue = this.#queue
      .then(() => this.#write(method, (scrubber) => render(scrubber, recorded)))
      .catch((error: unknown) => {
        const facts = { folder: this.#folder.path, reason: messageOf(error) };
        this.#onTrouble?.(say('a recording cannot be written into {folder}: {reason}', facts), true);
      });
  }

  /** Now; what comes in the same millisecond as another has its order by the next one. */
  #nextMoment(): number {
    const now = Date.now();
    const behind = this.#lastMoment - now;
    this.#lastMoment = behind >= 0 && behind < MOST ? this.#lastMoment + 1 : now;
    return this.#lastMoment;
  }

  /** Waits until all is written. */
  async close(): Promise<void> {
    await this.#queue;
  }

  async #write(method: string, render: (scrubber: Scrubber) => RenderedFixture | undefined): Promise<void> {
    // FMZ gets its answer first.
    await nextTurn();
    if (this.#folder.count >= MOST) {
      return this.#warnOnce(
        'many',
        say('{count} recordings are in {folder}: no more are made until fmzproto is restarted', {
          count: MOST,
          folder: this.#folder.path,
        }),
      );
    }
    const fixture = render(this.#scrubber);
    if (!fixture)
      return this.#warnOnce(
        'secret',
        say('not recorded: a key would be readable in a reply of {method}', { method }),
      );
    if (await this.#folder.write(fixture))
      this.#onTrouble?.(
        say('recordings are written into {folder} again', { folder: this.#folder.path }),
        false,
      );
  }

  #warnOnce(kind: string, text: string): void {
    if (!this.#warned.has(kind)) this.report('warn', text);
    this.#warned.add(kind);
  }
}

/** Writes fixtures into a folder. What already exists stays, and only their owner may read them. */
class FixtureFolder {
  readonly path: string;
  readonly #numbers = new Map<string, number>();
  readonly #written = new Set<string>();

  constructor(path: string) {
    this.path = path;
  }

  /** How many files were written. */
  get count(): number {
    return this.#written.size;
  }

  /** @returns whether it was written: not where the same was written before. */
  async write({ name, facts, text }: RenderedFixture): Promise<boolean> {
    const print = createHash('sha256').update(name).update(facts).digest('base64');
    if (this.#written.has(print)) return false;
    const path = this.#free(name);
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await writeAtomically(path, text);
    this.#written.add(print);
    return true;
  }

  #free(name: string): string {
    let number = this.#numbers.get(name) ?? 1;
    const place = () => join(this.path, `${name}${number === 1 ? '' : `.${number}`}.json`);
    while (existsSync(place())) number += 1;
    this.#numbers.set(name, number);
    return place();
  }
}
