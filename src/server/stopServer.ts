import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Traffic } from './Traffic.js';

/** What was used within so many ms may be about to bring another request. */
const RECENT = 5000;

/**
 * Takes no more connections, and ends when the last one has ended. Requests that are at work, and those that are on their way on
 * connections that were used a moment ago, are answered, and told that no more are taken there.
 *
 * @param port where connections come from: the server itself, unless TLS stands in front of it.
 * @param options.grace how long what was used a moment ago is kept for such a request, in ms.
 * @param options.patience when every connection is closed at the latest, in ms.
 */
export async function stopServer(
  port: NetServer,
  server: Server,
  traffic: Traffic,
  { patience, grace }: { patience: number; grace: number },
): Promise<void> {
  await untilTaken(port);
  const begun = performance.now();
  const sweep = () =>
    traffic.closeIdle(performance.now() - begun < grace ? begun - RECENT : Number.POSITIVE_INFINITY);
  // What has arrived is read first: after a pause of the whole process, the timer is due before that.
  const sweeping = setInterval(() => setImmediate(sweep), 25);
  const force = setTimeout(() => server.closeAllConnections(), patience);
  await new Promise<void>((resolve) => {
    // Node's own close() of an HTTP server would cut idle connections off at once.
    NetServer.prototype.close.call(port, () => resolve());
    // Not before: whoever is told that its connection ends opens another one, which would be reset now.
    traffic.stop();
    sweep();
  });
  clearInterval(sweeping);
  clearTimeout(force);
  server.close();
}

/** As many connections as the system makes before they are taken: https://nodejs.org/api/net.html#serverlisten */
const BACKLOG = 511;

/**
 * Waits until the connections that the system has made already are taken, for whoever closes the port resets them. Node takes
 * one in each turn of its loop.
 */
async function untilTaken(port: NetServer): Promise<void> {
  let taken = 0;
  const count = () => {
    taken += 1;
  };
  port.on('connection', count);
  let before: number;
  do {
    before = taken;
    for (let turn = 0; turn < 2; turn += 1) await nextTurn();
  } while (taken > before && taken < BACKLOG);
  port.off('connection', count);
}
