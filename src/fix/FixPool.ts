import { AsyncResource } from 'node:async_hooks';
import { openSocket } from '../http/connect.js';
import { isLoopback, type Proxies } from '../http/Proxies.js';
import { say } from '../wording/say.js';
import { type FixClock, type FixTimer, machineClock } from './FixClock.js';
import { FixConnection } from './FixConnection.js';
import type { FixBounds, FixObserver, FixTransport, LineSettings } from './FixTransport.js';
import type { LineOptions } from './openLine.js';
import { SharedLine } from './SharedLine.js';
import { nameOf, unsent } from './sentences.js';

/** How many lines are remembered, those that are closed among them. */
const MOST_LINES = 1000;
/** How many sessions are kept open that are not in use: those of 50 accounts with two lines each. */
const MOST_OPEN = 100;
/**
 * Beyond that those are closed that nobody has used for so many ms, and it is looked for them as often. Closed any sooner, robots that
 * take turns would log on with each poll.
 */
const UNUSED = 60_000;

/** Sessions over the network. */
export interface FixPool extends FixTransport {
  /** Cuts connections, as a network does that fails. @param line its name. @default all */
  cut(line?: string): void;
}

/**
 * Sessions that are opened when they are first used.
 *
 * @param options.advise whether errors say what to do where an exchange cannot be reached.
 * @param options.clock what the sessions measure time by. @default that of the machine
 */
export function createFixPool(options: {
  proxies: Proxies;
  advise: boolean;
  observer?: FixObserver | undefined;
  clock?: FixClock;
}): FixPool {
  const { proxies, advise, observer, clock = machineClock } = options;
  const lines = new Map<string, SharedLine>();
  /** What tells lines apart. Settings are made once for each account, and used by all its requests. */
  const keys = new WeakMap<LineSettings, string>();
  let sweep: FixTimer | undefined;
  const released = new WeakSet<object>();
  // What is opened has nothing of the request that it is opened for.
  const context = new AsyncResource('FixPool');
  const shared: LineOptions = {
    ...{ clock, observer },
    connect: (url, bounds) => openSocket(url, { ...bounds, proxies, advise }),
    detach: (work) => context.runInAsyncScope(work),
  };

  function keyOf(settings: LineSettings): string {
    const known = keys.get(settings);
    if (known !== undefined) return known;
    const { url, version, sender, target, header } = settings;
    const key = JSON.stringify([url.href, version, sender, target, header]);
    keys.set(settings, key);
    return key;
  }

  /** A line that is closed, rather than one whose refusal would be forgotten. */
  function forgetOne(): void {
    const known = [...lines].map(([key, { state }]) => ({ key, state: state.state }));
    const closed =
      known.find(({ state }) => state === 'closed') ?? known.find(({ state }) => state === 'refused');
    if (closed) lines.delete(closed.key);
  }

  /** Closes what was used longest ago, where too many are open. */
  function closeUnused(): void {
    const open = [...lines.values()].filter(({ state }) => state.state === 'open');
    const unused = open.filter(({ unusedFor }) => unusedFor >= UNUSED);
    unused.sort((one, other) => other.unusedFor - one.unusedFor);
    const tooMany = Math.max(0, open.length - MOST_OPEN);
    for (const line of unused.slice(0, tooMany)) line.closeUnused();
    sweep = tooMany > 0 ? clock.after(UNUSED, closeUnused) : undefined;
  }

  function add(key: string, settings: LineSettings): SharedLine {
    if (lines.size >= MOST_LINES) forgetOne();
    const line = new SharedLine(settings, shared);
    lines.set(key, line);
    return line;
  }

  function take(settings: LineSettings, bounds: FixBounds): FixConnection | Promise<FixConnection> {
    const { url, owner } = settings;
    if (released.has(owner)) return Promise.reject(unsent(nameOf(settings), say('was replaced')));
    if (lines.size > MOST_OPEN) sweep ??= clock.after(UNUSED, closeUnused);
    const key = keyOf(settings);
    const line = lines.get(key);
    if (line) return line.take(settings, bounds);
    if (url.protocol !== 'fix+tls:' && !isLoopback(url.hostname)) {
      const text = say('is not encrypted: fix:// is for this machine alone, write fix+tls://');
      return Promise.reject(unsent(nameOf(settings), text, { transient: false }));
    }
    return add(key, settings).take(settings, bounds);
  }

  return {
    ask(settings, send) {
      const taken = take(settings, send);
      if (taken instanceof FixConnection) return taken.ask(send);
      return taken.then((connection) => connection.ask(send));
    },
    async follow(settings, topic, bounds) {
      return (await take(settings, bounds)).follow(topic, bounds);
    },
    isSubscribed(settings, topic) {
      return lines.get(keyOf(settings))?.usableFor(settings)?.isSubscribed(topic) ?? false;
    },
    async release(owner) {
      released.add(owner);
      await Promise.all([...lines.values()].map((line) => line.release(owner)));
    },
    get lines() {
      return [...lines.values()].map(({ state }) => state);
    },
    cut(name) {
      for (const line of lines.values()) if (name === undefined || line.state.line === name) line.cut();
    },
    async close() {
      sweep?.cancel();
      await Promise.all([...lines.values()].map((line) => line.close()));
    },
  };
}
