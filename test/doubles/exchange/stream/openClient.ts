import { WebSocket } from 'ws';

/** A client that only remembers what it was told. */
export interface StreamClient {
  /** Every message as it came, oldest first. */
  readonly messages: readonly string[];
  /** The messages as JSON, those that are none left out. */
  readonly parsed: readonly Record<string, unknown>[];
  /** How it was closed, once it was: 1006 where no reason was given. */
  readonly closed: { code: number; reason: string } | undefined;
  say(message: unknown): void;
  close(): void;
}

/** Opens a bare WebSocket connection. @throws Error with the HTTP status of a handshake that was refused */
export async function openClient(url: string, options: { maxPayload?: number } = {}): Promise<StreamClient> {
  const socket = new WebSocket(url, options);
  const messages: string[] = [];
  let closed: StreamClient['closed'];
  socket.on('message', (data) => messages.push(data.toString()));
  socket.on('close', (code, reason) => {
    closed = { code, reason: reason.toString() };
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve).once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    messages,
    get parsed() {
      return messages.flatMap((text) => parse(text));
    },
    get closed() {
      return closed;
    },
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    close: () => socket.terminate(),
  };
}

function parse(text: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? [Object.fromEntries(Object.entries(value))] : [];
  } catch {
    return [];
  }
}
