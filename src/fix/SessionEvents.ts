import type { FixMessage } from './FixMessage.js';

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

/**
 * Why a session has ended: its Logon was refused, it never came so far, its connection was lost or its other side logged out, or it
 * was closed from here.
 */
export type EndKind = 'refused' | 'failed' | 'lost' | 'closed';

/** How a session has ended. */
export class SessionEnd {
  readonly kind: EndKind;
  /** It goes on from the name of the other side: `closed the connection`. */
  readonly text: string;
  /** What was thrown here, in the place of a text. */
  readonly thrown: unknown;

  constructor(kind: EndKind, text: string, thrown?: unknown) {
    this.kind = kind;
    this.text = text;
    this.thrown = thrown;
  }
}
