import type { Reply } from '../http/Reply.js';
import type { Api } from './Api.js';
import type { ExchangeError } from './ExchangeError.js';

/** What prepares an account is handed: it sends like a method's api, but nothing of it changes anything. */
export type AccountApi<Keys, State> = Omit<Api<Keys, State>, 'connect'>;

/**
 * What has to be opened before the requests of an account can be signed: a log-in for a token, a key for an hour. It is opened
 * once, however many calls wait for it, and `sign` is told it as `context.session`. Every text in it of eight characters or more
 * is a secret: no log, error or recording shows it, and its own requests are not recorded.
 */
export interface SessionDefinition<Keys, State, Session> {
  /**
   * Opens it. Signed requests of this api are signed without one.
   *
   * @throws ExchangeError where it is refused: it is not asked for again for a while then.
   */
  open(api: AccountApi<Keys, State>): Promise<Session>;
  /**
   * Whether a refusal of a signed request means that another one is needed: it is opened, and the request sent once more. That
   * is done five times a minute at most: after that the refusal is told as it is, and the session kept.
   */
  isOver(error: ExchangeError, reply: Reply): boolean;
  /**
   * Until when it holds, in Unix ms on the exchange's clock: another one is opened a little before that. What is no number
   * counts as not known: such a session is used until it is refused.
   */
  expiresAt?(session: Session): number;
  /** Closes it: when nobody has used it for ten minutes, and when the exchange is closed. */
  close?(session: Session, api: AccountApi<Keys, State>): Promise<void>;
}
