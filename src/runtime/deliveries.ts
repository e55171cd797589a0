import type { Reply } from '../http/Reply.js';
import type { HttpRequest } from '../http/request.js';
import type { Host } from './Hosts.js';
import type { Signing } from './outgoing.js';
import type { Counted } from './Pacing.js';
import type { OpenSession } from './SessionEntry.js';

/** A request as it is sent. */
export type Sent = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

/** What else is known of a request when it is sent. */
export interface Delivery {
  signing: Signing;
  counted: Counted;
  within: number | undefined;
  /** Whether it may change something, where its verb does not say so. */
  writes?: boolean;
}

/** Where a request goes, and for whom it counts. */
export interface Target<Session> {
  host: Host;
  path: string;
  counted: Counted;
  session: OpenSession<Session> | undefined;
}

export interface Delivered {
  reply: Reply;
  /** In ms of `performance.now()`. */
  sentAt: number;
}
