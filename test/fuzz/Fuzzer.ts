import fc from 'fast-check';
import { Client } from './Client.js';
import type { Conversation } from './Conversation.js';
import { judge } from './judge.js';

/** A conversation that did not go as it has to. */
export interface Finding {
  /** Which one it is of its seed. */
  index: number;
  kind: string;
  fault: string;
  sent: string;
  answered: string;
}

/** What was asked and answered. */
export interface Figures {
  requests: number;
  answers: Record<'data' | 'error' | 'head', number>;
  /** Conversations by kind. */
  kinds: Map<string, number>;
  findings: Finding[];
}

/** Who has not been answered while so many others were is not answered at all. */
const OTHERS = 40_000;
const CLIENTS = 64;
/** So many are made at once: a seed and a place in it say which conversation one is. */
const BATCH = 1000;
/** More of them say nothing new. */
const MOST_FINDINGS = 20;

/** Holds conversations with a server until so many requests were made, and judges each answer. */
export class Fuzzer {
  readonly #port: number;
  readonly #seed: number;
  readonly #conversations: fc.Arbitrary<Conversation>;
  readonly figures: Figures = {
    requests: 0,
    answers: { data: 0, error: 0, head: 0 },
    kinds: new Map(),
    findings: [],
  };
  #batch: Conversation[] = [];
  #made = 0;
  #answered = 0;
  readonly #open = new Map<Client, { conversation: Conversation; index: number; since: number }>();

  constructor(port: number, seed: number, conversations: fc.Arbitrary<Conversation>) {
    this.#port = port;
    this.#seed = seed;
    this.#conversations = conversations;
  }

  /** @param only the place of the one conversation that is held. */
  async run(requests: number, only?: number): Promise<void> {
    if (only !== undefined) {
      this.#made = only - (only % BATCH);
      while (this.#made < only) this.#next();
      await this.#hold(new Client(this.#port));
      return;
    }
    const clients = Array.from({ length: CLIENTS }, () => new Client(this.#port));
    const more = () => this.figures.requests < requests && this.figures.findings.length < MOST_FINDINGS;
    await Promise.all(
      clients.map(async (client) => {
        while (more()) await this.#hold(client);
        // Those that still wait are given up when as many others have been answered as at any other time.
        while (this.#waits()) await this.#ask(client);
        client.leave();
      }),
    );
  }

  #waits(): boolean {
    return [...this.#open.values()].some(({ index }) => index >= 0);
  }

  async #hold(client: Client): Promise<void> {
    const index = this.#made;
    const conversation = this.#next();
    this.figures.requests += Math.max(1, conversation.owed);
    this.figures.kinds.set(conversation.kind, (this.figures.kinds.get(conversation.kind) ?? 0) + 1);
    await this.#try(client, conversation, index);
  }

  /** One that is made for those that wait, and counts for nothing else. */
  async #ask(client: Client): Promise<void> {
    await this.#try(client, PROBE, -1);
  }

  async #try(client: Client, conversation: Conversation, index: number): Promise<void> {
    this.#open.set(client, { conversation, index, since: this.#answered });
    const { answers, fault } = await client.hold(conversation);
    this.#open.delete(client);
    this.#answered += 1;
    if (this.#answered % BATCH === 0) this.#giveUp();
    const faults = fault === undefined ? [] : [fault];
    for (const answer of answers) {
      const verdict = judge(answer, conversation);
      if ('fault' in verdict) faults.push(verdict.fault);
      else if (index >= 0) this.figures.answers[verdict.kind] += 1;
    }
    for (const one of faults) {
      this.figures.findings.push({
        ...{ index, kind: conversation.kind, fault: one },
        sent: shown(Buffer.concat(conversation.pieces).toString('latin1')),
        answered: shown(answers.map(({ text }) => text).join(' ')),
      });
    }
  }

  #giveUp(): void {
    for (const [client, { since }] of this.#open) if (this.#answered - since > OTHERS) client.leave();
  }

  #next(): Conversation {
    const at = this.#made % BATCH;
    if (at === 0 || this.#batch.length === 0) {
      const seed = this.#seed + (this.#made - at) / BATCH;
      this.#batch = fc.sample(this.#conversations, { seed, numRuns: BATCH });
    }
    this.#made += 1;
    return this.#batch[at] ?? PROBE;
  }
}

const PROBE: Conversation = {
  kind: 'probe',
  pieces: [Buffer.from('POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}')],
  owed: 1,
  after: 'keep',
};

function shown(text: string): string {
  return JSON.stringify(text.length > 600 ? `${text.slice(0, 600)}... (${text.length} bytes)` : text);
}
