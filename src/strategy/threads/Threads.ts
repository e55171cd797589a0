import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import type { Ending, Handlers, Notice } from '../bridge/protocol.js';
import { serveBridge } from '../bridge/serveBridge.js';
import type { ThreadCall, ThreadEnd, ThreadResults } from '../bridge/threadRequests.js';
import type { StrategyEvent, ToldEvent } from '../events.js';
import type { StrategySettings } from '../settings.js';
import { startThread } from '../startThread.js';
import type { StrategyCode } from '../strategyCode.js';
import { Shared } from './Shared.js';
import { Thread } from './Thread.js';

/** The number of the thread that runs main. */
const MAIN = 0;

/** How many threads run at the same time. */
const MOST = 64;

/** What threads are made with. */
interface ThreadsOptions {
  settings: StrategySettings;
  code: StrategyCode;
  /** Tells of what happens. */
  tell(event: StrategyEvent): void;
  /** What each thread can ask for besides; `notify` tells that thread what it did not ask for. */
  handlers(
    notify: (notice: Notice) => void,
  ): Omit<Handlers, keyof ThreadResults | 'tell' | 'exiting' | 'end'>;
}

/** The threads of a strategy: the one that runs main, and those that it starts. */
export class Threads {
  readonly #options: ThreadsOptions;
  readonly #threads = new Map<number, Thread>();
  readonly #shared = new Shared();
  /** What `_G` holds now. */
  readonly #state: Map<string, unknown>;
  #last = MAIN;

  constructor(options: ThreadsOptions) {
    this.#options = options;
    this.#state = new Map(Object.entries(options.settings.state));
  }

  /** What the main thread can ask for. */
  main(notify: (notice: Notice) => void): Omit<Handlers, 'exiting' | 'end'> {
    return this.#handlers(this.#add(new Thread(MAIN, notify)));
  }

  /** Makes the next call of each but the main one throw; the main one waits for nothing of theirs any more. */
  stop(): void {
    for (const thread of this.#threads.values()) thread.stop();
    this.#threads.get(MAIN)?.mailbox.leave();
    this.#shared.leave(MAIN);
  }

  /** Ends them all. */
  async end(): Promise<void> {
    const threads = [...this.#threads.values()];
    for (const thread of threads) this.#close(thread, undefined);
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #add(thread: Thread): Thread {
    this.#threads.set(thread.id, thread);
    return thread;
  }

  #handlers(self: Thread): Omit<Handlers, 'exiting' | 'end'> {
    return {
      ...this.#options.handlers((notice) => self.notify(notice)),
      ...this.#shared.handlers(self.id),
      tell: (event) => this.#tell(self, event),
      threadStart: (calls) => this.#start(calls),
      // What a thread sends itself is for who looks at it from outside.
      threadSend: (to, json) => this.#send(self, to === self.id ? MAIN : to, json),
      threadTake: (from, ms) => this.#take(self, from, ms),
      threadJoin: (id, ms) => this.#join(id, ms),
      threadEnd: (id) => this.#close(this.#threads.get(id), undefined),
      threadGet: (id, key) => this.#threads.get(id)?.data.get(key) ?? null,
      threadSet: (id, key, json) => {
        const { data } = this.#get(id);
        if (json === null) data.delete(key);
        else data.set(key, json);
        return undefined;
      },
      threadCount: () => this.#running(),
    };
  }

  #tell(self: Thread, event: ToldEvent): undefined {
    this.#options.tell(event);
    if (event.kind !== 'state') return;
    const { key, value } = event;
    if (key === undefined) this.#state.clear();
    else if (value === null) this.#state.delete(key);
    else this.#state.set(key, value);
    for (const other of this.#threads.values()) if (other !== self) other.notify({ state: { key, value } });
  }

  #get(id: number): Thread {
    const thread = this.#threads.get(id);
    if (!thread) throw new Error(say('there is no thread {id}, or it has been joined', { id }));
    return thread;
  }

  #running(): number {
    return [...this.#threads.values()].filter(({ running }) => running).length;
  }

  #start(calls: readonly ThreadCall[]): number {
    if (this.#running() >= MOST)
      throw new Error(say('Thread: {count} threads run already, call join() of some first', { count: MOST }));
    const { settings, code } = this.#options;
    this.#last += 1;
    const id = this.#last;
    const thread = this.#add(new Thread(id));
    const handlers: Handlers = {
      ...this.#handlers(thread),
      exiting: () => undefined,
      end: (ending) => this.#close(thread, ending),
    };
    const state = Object.fromEntries(this.#state);
    const { worker, port, memory } = startThread({ ...settings, state }, code, { id, calls });
    thread.begin({ worker, bridge: serveBridge({ port, memory, handlers }) });
    const fail = (error: string) => this.#close(thread, { reason: 'threw', error });
    worker.once('error', (error) => fail(oneLine(messageOf(error))));
    port.once('close', () => fail(say('it ended without a word')));
    return id;
  }

  #send(self: Thread, to: number, json: string): undefined {
    const thread = this.#threads.get(to);
    if (thread && !thread.ended) thread.mailbox.put({ from: self.id, json });
  }

  async #take(self: Thread, from: number, ms: number): Promise<ThreadResults['threadTake']> {
    const sender = this.#threads.get(from);
    const closed = !sender || sender.ended !== undefined;
    const got = await self.mailbox.take(from === self.id ? undefined : from, ms, closed);
    if (got === 'closed') return { closed: true };
    return got ? { message: got.json } : null;
  }

  async #join(id: number, ms: number): Promise<ThreadEnd | null> {
    const ended = await this.#get(id).join(ms);
    if (ended) this.#threads.delete(id);
    return ended;
  }

  /** @param ending how it ended, where it was not ended by another. */
  #close(thread: Thread | undefined, ending: Ending | undefined): undefined {
    if (!thread?.running) return;
    const { id } = thread;
    if (ending?.reason === 'threw') {
      const text = say('{name} threw: {error}', { name: `Thread-${id}`, error: ending.error ?? '' });
      const at = ending.place === undefined ? {} : { place: ending.place };
      this.#options.tell({ kind: 'log', time: Date.now(), level: 'error', text, ...at });
    }
    this.#shared.leave(id);
    for (const { mailbox } of this.#threads.values()) mailbox.close(id);
    thread.finish(ending);
    thread.terminate();
  }
}
