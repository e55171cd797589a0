import type { FixMessage } from './FixMessage.js';
import type { SessionEnd } from './SessionEnd.js';

/** What carries the bytes of a session. */
export interface FixWire {
  write(bytes: Buffer): void;
  /** Sends what was written, and closes. */
  end(): void;
}

/** What a session tells of. */
export interface SessionEvents {
  /** The Logon was accepted. */
  onOpen(): void;
  /** A message that is not the session's own, or a Reject: each once, in the order of their numbers. */
  onMessage(message: FixMessage): void;
  /** It is known that all that was sent to us so far has come. */
  onProof(): void;
  /** Once. */
  onEnd(end: SessionEnd): void;
}
