import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeAtomically } from '../files/writeAtomically.js';
import type { Reply } from '../http/Reply.js';
import { oneLine } from '../protocol/oneLine.js';
import type { RequestContext, Transport } from '../runtime/outgoing.js';
import { type RenderedFixture, renderFixture } from './renderFixture.js';
import { Scrubber } from './Scrubber.js';

/** How many files one run writes. */
const MOST = 500;

/**
 * Passes requests on, and writes each with its reply into a folder. The answer waits for none of that.
 *
 * @param options.report takes what the log should say.
 */
export function createRecorder(
  upstream: Transport,
  options: { folder: string; report(level: 'debug' | 'warn', text: string): void },
): Transport {
  const folder = new FixtureFolder(options.folder);
  const scrubber = new Scrubber();
  const warned = new Set<string>();
  /** The exchange's words, by the reply that is its no. */
  const refusals = new WeakMap<Reply, string>();
  let queue = Promise.resolve();

  function warnOnce(kind: string, text: string): void {
    if (!warned.has(kind)) options.report('warn', text);
    warned.add(kind);
  }

  async function record(context: RequestContext, reply: Reply, recorded: string): Promise<void> {
    // FMZ gets its answer first.
    await nextTurn();
    if (folder.count >= MOST) {
      return warnOnce(
        'many',
        `${MOST} recordings are in ${folder.path}: no more are made until fmzproto is restarted`,
      );
    }
    const fixture = renderFixture(scrubber, context, reply, { recorded, refusal: refusals.get(reply) });
    if (!fixture)
      return warnOnce('secret', `not recorded: a key would be readable in a reply of ${context.method}`);
    await folder.write(fixture);
  }

  return {
    async send(request, context) {
      if (context.unrecorded) return upstream.send(request, context);
      const reply = await upstream.send(request, context).catch((error: unknown) => {
        options.report('debug', `not recorded: a ${request.method} of ${context.method} was not answered`);
        throw error;
      });
      const recorded = new Date().toISOString();
      queue = queue
        .then(() => record(context, reply, recorded))
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          warnOnce('failed', `a recording cannot be written into ${folder.path}: ${reason}`);
        });
      return reply;
    },
    onRefusal(reply, { code, message }) {
      refusals.set(reply, oneLine([code, message].filter(Boolean).join(' '), 400));
    },
    async close() {
      await queue;
      await upstream.close();
    },
  };
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

  /** Writes one, unless the same was written before. */
  async write({ name, facts, text }: RenderedFixture): Promise<void> {
    const print = createHash('sha256').update(name).update(facts).digest('base64');
    if (this.#written.has(print)) return;
    const path = this.#free(name);
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await writeAtomically(path, text);
    this.#written.add(print);
  }

  #free(name: string): string {
    let number = this.#numbers.get(name) ?? 1;
    const place = () => join(this.path, `${name}${number === 1 ? '' : `.${number}`}.json`);
    while (existsSync(place())) number += 1;
    this.#numbers.set(name, number);
    return place();
  }
}
