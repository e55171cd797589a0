import type { IncomingMessage } from 'node:http';
import type { CancelSignal } from '../http/Cancellation.js';
import { NetworkError } from '../http/NetworkError.js';
import { readUtf8 } from '../protocol/json.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';

const DRAIN_FACTOR = 32;

/** Requests whose body cannot be read to its end, though their connection is still there. */
const broken = new WeakSet<IncomingMessage>();
const BROKEN = 'fmzproto:broken';

/** Ends the reading of a body: what follows on its connection is not HTTP, or nothing follows. */
export function breakOff(incoming: IncomingMessage): void {
  broken.add(incoming);
  incoming.emit(BROKEN);
}

/**
 * Reads a request's body as UTF-8.
 *
 * A body over the limit is read on without being kept, up to 32 times the limit: a client that is still sending
 * would otherwise see its connection closed instead of the answer.
 *
 * @throws ProtocolError when the body is over `limit` bytes, or is in UTF-16.
 * @throws NetworkError when it does not arrive before `signal` is aborted.
 */
export async function readBody(
  incoming: IncomingMessage,
  limit: number,
  signal: CancelSignal,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await untilRead(incoming, signal, (chunk) => {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    return size <= limit * DRAIN_FACTOR;
  }).catch((error: unknown) => {
    // What is too large already need not arrive whole.
    if (size <= limit) throw error;
  });
  if (size > limit)
    throw new ProtocolError(
      say('the request body is too large: the limit is {limit} KiB', { limit: limit / 1024 }),
    );
  return decodeUtf8(Buffer.concat(chunks));
}

/** @param take is handed each part, and says whether more is wanted. */
function untilRead(
  incoming: IncomingMessage,
  signal: CancelSignal,
  take: (chunk: Uint8Array) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) => end(() => reject(new NetworkError(message, { outcome: 'rejected' })));
    const onData = (chunk: Uint8Array) => {
      if (!take(chunk)) end(resolve);
    };
    const onEnd = () => end(resolve);
    const onBroken = () => fail(say('the request body broke off'));
    const onLate = () => fail(say('the request body did not arrive in time'));
    function end(settle: () => void): void {
      incoming.off('data', onData).off('end', onEnd).off(BROKEN, onBroken).off('close', onBroken);
      signal.removeEventListener('abort', onLate);
      // What still comes is thrown away.
      incoming.resume();
      settle();
    }
    if (broken.has(incoming) || (incoming.destroyed && !incoming.readableEnded)) return onBroken();
    if (incoming.readableEnded) return resolve();
    if (signal.aborted) return onLate();
    signal.addEventListener('abort', onLate, { once: true });
    incoming.on('error', () => undefined);
    incoming.on('end', onEnd).on(BROKEN, onBroken).on('close', onBroken).on('data', onData);
  });
}

function decodeUtf8(bytes: Buffer): string {
  const [first, second] = bytes;
  const zero = bytes.subarray(0, 4).indexOf(0);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || zero >= 0)
    throw new ProtocolError(say('the request body is in UTF-16 or UTF-32: send it in UTF-8'));
  return readUtf8(bytes);
}
