import type { FixField, FixMessage } from '../fix/FixMessage.js';

/** How a message is sent that is not simply the next one. */
export interface FixSendOptions {
  /** With PossDupFlag (43), as one that may have been sent before. */
  possDup?: boolean;
  /** With this number (34) instead of the next one, which stays the next one. */
  sequence?: number;
  /** It gets lost on its way: it takes its number, and goes when it is asked for again. */
  lost?: boolean;
}

/** What a session does when it is asked to send again what has been lost. */
export type FixResend =
  /** Sends application messages again, with PossDupFlag, and fills the places of all others. */
  | 'messages'
  /** Says that there is nothing to be had (SequenceReset with GapFillFlag). */
  | 'gapFill'
  /** Does not answer. */
  | 'nothing';

/** A client that has logged on. Where its connection is over, what is sent goes nowhere. */
export interface FixServerSession {
  /** The client's Logon. */
  readonly logon: FixMessage;
  /** SenderCompID (49) of the client. */
  readonly client: string;
  /** Whether the connection is still there. */
  readonly open: boolean;
  /** How a ResendRequest is answered. @default 'messages' */
  resends: FixResend;
  /**
   * Sends a message. Its header and trailer, 9, 10, 34 and 52 are computed.
   *
   * @throws ProtocolError where a field cannot be sent: an empty text, or one that holds SOH.
   * @example session.send('8', [[11, id], [37, '4711'], [150, 'F'], [39, '2']])
   */
  send(type: string, fields: readonly FixField[], options?: FixSendOptions): void;
  /** The bytes that `send` would send: the message takes its number. To be spoilt and handed to `raw`. */
  encode(type: string, fields: readonly FixField[], options?: FixSendOptions): Buffer;
  /** Leaves a number out: what comes next opens a gap behind which nothing was. */
  skip(): void;
  /** Sends bytes as they are. */
  raw(bytes: string | Uint8Array): void;
  /** Sends a Logout; the connection ends with the client's. @param text why, in 58. */
  logout(text?: string): void;
  /** Neither reads nor sends anything from now on, and keeps the connection. */
  hang(): void;
  /** Cuts the connection, without a Logout. */
  cut(): void;
}
