/** What one client sends, and what it is owed. */
export interface Conversation {
  /** For the figures. */
  kind: string;
  /** The verb of its requests, as far as the form of the answer depends on it. */
  verb?: 'HEAD' | 'CONNECT';
  /** Written one after another, each in a turn of the event loop of its own. */
  pieces: readonly Buffer[];
  /** How many requests it holds that HTTP lets be answered. */
  owed: number;
  /** How many answers may come, where that is more: what is left of a broken request may look like another one. */
  most?: number;
  /**
   * What the client does when all is written: it asks more on the same connection, waits on it alone, closes its side, or
   * goes away without waiting.
   */
  after: 'keep' | 'wait' | 'close' | 'leave';
}
