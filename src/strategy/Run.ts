import type { TimerOptions } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { Handlers } from './bridge/protocol.js';
import { serveBridge } from './bridge/serveBridge.js';
import { StrategyDatabase } from './database/StrategyDatabase.js';
import { Dockers } from './docker/Dockers.js';
import { EventQueue } from './EventQueue.js';
import type { EndEvent } from './events.js';
import { createHost } from './host/Host.js';
import { EXIT_TIME, GRACE, type RunOptions } from './runOptions.js';
import type { StrategySettings } from './settings.js';
import { startThread } from './startThread.js';
import { Threads } from './threads/Threads.js';
import { translateEvent } from './translateEvent.js';

/** How long, in ms, a strategy that was ended at once waits until all has been taken that it told. */
const PATIENCE = 1000;

/** How long, in ms, a thread may take to end: one step of the engine, such as a sort, ends only by itself. */
const LAST_STEP = 10_000;

type Outcome = Omit<EndEvent, 'kind' | 'time'>;

/** A strategy that runs. */
export interface Run {
  /** Makes the strategy's next call throw; `onexit` runs. A second time it ends at once. */
  stop(): void;
  /** Says something to the strategy, which GetCommand gets: `name` or `name:value`. */
  command(text: string): void;
  /** Whether an order, or what else may change something at an exchange, has no answer yet. */
  readonly writing: boolean;
  /** How it ended: what the last event told. */
  readonly ended: Promise<EndEvent>;
  /** Whether it has ended and a thread of it goes on all the same: it is in a step of the engine that nothing ends. No exit would end it, either. */
  readonly stuck: boolean;
}

/**
 * Runs a strategy in a thread of its own, and plays FMZ's docker for it.
 *
 * @example
 * const run = startRun(settings, { keys, client, timeout: 30_000, code, onEvent: console.log });
 * const { reason } = await run.ended;
 */
export function startRun(settings: StrategySettings, options: RunOptions): Run {
  const { grace = GRACE, exitTime = EXIT_TIME } = options;
  const events = new EventQueue((event) => options.onEvent(translateEvent(event, options.language ?? 'en')));
  const dockers = new Dockers(settings.exchanges, {
    ...options,
    onEvent: (event) => events.add(event),
  });
  let deadline: NodeJS.Timeout | undefined;
  let stopping = false;
  let exiting = false;
  let stuck = false;
  let finish: (ending: Outcome) => void = () => undefined;
  const hurry = new AbortController();
  const hurried = new Promise((resolve) => hurry.signal.addEventListener('abort', resolve));
  const over = (ending: Outcome) => {
    host.queries.tellWrites();
    dockers.leave();
    finish(ending);
  };
  const kill = (error: string) => over({ reason: 'killed', error });
  const settled = () => Promise.all([dockers.settled(), host.queries.settled()]);
  const host = createHost({
    tell: (event) => events.add(event),
    database: new StrategyDatabase({ code: options.code.database, file: options.database }),
  });
  const threads = new Threads({
    settings,
    code: options.code,
    tell: (event) => events.add(event),
    handlers: (notify) => ({
      ...host.handlers(notify),
      exchange: (index, fn, args) => dockers.call(index, fn, args),
      async flush() {
        await events.taken();
        return null;
      },
    }),
  });
  const handlers: Handlers = {
    ...threads.main((notice) => bridge.notify(notice)),
    exiting() {
      exiting = true;
      threads.stop();
      host.queries.tellWrites();
      clearTimeout(deadline);
      deadline = setTimeout(() => kill(say('onexit takes too long')), exitTime);
      return undefined;
    },
    end(ending) {
      over(ending);
      return undefined;
    },
  };
  const { worker, port, memory } = startThread(settings, options.code);
  const bridge = serveBridge({ port, memory, handlers });
  const left = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ended = new Promise<Outcome>((resolve) => {
    finish = resolve;
    worker.once('error', (error) => kill(oneLine(messageOf(error))));
    // Behind its last word: that the thread is gone may be known before.
    port.once('close', () => left.then(() => kill(say('the strategy ended without a word'))));
  }).then(async (ending): Promise<EndEvent> => {
    clearTimeout(deadline);
    exiting = true;
    // What was sent is heard of, even where the strategy is gone.
    const gone = Promise.all([worker.terminate(), threads.end()]).then(() => {
      stuck = false;
    });
    stuck = true;
    const late = new AbortController();
    await Promise.race([
      gone,
      pass(LAST_STEP, { signal: late.signal }),
      hurried.then(() => pass(PATIENCE, { signal: late.signal })),
    ]);
    late.abort();
    port.close();
    const leaveHost = async () => {
      await Promise.race([host.queries.settled(), hurried]);
      await host.close();
      await host.queries.settled();
    };
    await Promise.all([leaveHost(), dockers.conclude(hurry.signal)]);
    const event: EndEvent = { kind: 'end', time: Date.now(), ...ending };
    events.add(event);
    events.close();
    // Whoever takes what is told may take nothing any more.
    await Promise.race([events.taken(), hurried.then(() => pass(PATIENCE, { ref: false }))]);
    return event;
  });
  /** Its time is up, but for what it has sent. */
  const expire = () => {
    if (dockers.writing || host.queries.writing) settled().then(allowMore);
    else kill(say('the strategy went on without a call, and was ended without onexit'));
  };
  const allowMore = () => {
    if (exiting) return;
    deadline = setTimeout(expire, grace);
  };
  return {
    ended,
    get stuck() {
      return stuck;
    },
    command: host.command,
    get writing() {
      return dockers.writing;
    },
    stop() {
      if (stopping) {
        hurry.abort();
        return kill(say('the strategy was ended at once'));
      }
      stopping = true;
      host.queries.tellWrites();
      bridge.stop();
      threads.stop();
      allowMore();
    },
  };
}

/** Waits so many ms, or until it is not waited for any more. */
function pass(ms: number, options: TimerOptions): Promise<void> {
  return sleep(ms, undefined, options).catch(() => undefined);
}
