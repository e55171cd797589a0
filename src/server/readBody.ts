import { NetworkError } from '../http/NetworkError.js';
import { ProtocolError } from '../protocol/ProtocolError.js';

const DRAIN_FACTOR = 32;

function rejectBroken(cause: unknown): never {
  throw new NetworkError('the request body broke off', { outcome: 'rejected', cause });
}

/**
 * Reads a request's body as UTF-8.
 *
 * A body over the limit is read on without being kept, up to 32 times the limit: a client that is still sending
 * would otherwise see its connection closed instead of the answer.
 *
 * @throws ProtocolError when the body is over `limit` bytes.
 * @throws NetworkError when it does not arrive before `signal` is aborted.
 */
export async function readBody(request: Request, limit: number, signal: AbortSignal): Promise<string> {
  if (!request.body) return '';
  const reader = request.body.getReader();
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new NetworkError('the request body did not arrive in time', { outcome: 'rejected' }));
    });
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= limit * DRAIN_FACTOR) {
    const { done, value } = await Promise.race([reader.read().catch(rejectBroken), late]);
    if (done) break;
    size += value.byteLength;
    if (size <= limit) chunks.push(value);
    else chunks.length = 0;
  }
  if (size <= limit) return Buffer.concat(chunks).toString('utf8');
  void reader.cancel().catch(() => undefined);
  throw new ProtocolError(`the request body is too large: the limit is ${limit / 1024} KiB`);
}
