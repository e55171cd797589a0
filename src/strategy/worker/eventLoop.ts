import type { Arrival } from './Notices.js';
import type { Runtime } from './Runtime.js';

/**
 * EventLoop: waits until a call of Go has ended, a connection of Dial can be read, or a thread has sent a message: above 0 for so
 * many ms, 0 for ever, below 0 not at all. Timers run meanwhile.
 */
export function eventLoop({ clock, bridge, notices }: Runtime) {
  let seen = 0;
  return (timeout: unknown) => {
    const ms = Number(timeout ?? 0) || Number.POSITIVE_INFINITY;
    let arrival: Arrival | undefined;
    clock.sleep(ms, () => {
      arrival ??= notices.take();
      return arrival !== undefined;
    });
    bridge.receive();
    arrival ??= notices.take();
    if (!arrival) return null;
    seen += 1;
    return { Seq: seen, ...arrival, Queue: notices.left, Nano: Date.now() * 1e6 };
  };
}
