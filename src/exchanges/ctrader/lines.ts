import type { FixLine } from '../../adapter/FixDefinition.js';
import type { FixMessage } from '../../fix/FixMessage.js';
import { passwordLogon } from '../../signing/passwordLogon.js';
import type { CTraderKeys } from './credentials.js';
import { reject } from './reject.js';

/**
 * The two sessions of an account. cTrader wants 57 right behind 56, and 50 behind it; it says nothing to a header that is
 * different, or to a CompID that it does not know.
 *
 * @see https://help.ctrader.com/fix/specification/
 */
export const lines = { trade: lineOf('trade'), quote: { ...lineOf('quote'), subjectOf } };

function lineOf(name: 'trade' | 'quote'): FixLine<CTraderKeys> {
  const qualifier = name.toUpperCase();
  return {
    address: (keys) => `fix+tls://${keys.host}:${keys[name]}`,
    sender: ({ sender }) => sender,
    target: ({ target }) => target,
    header: [
      [57, qualifier],
      [50, qualifier],
    ],
    logon: passwordLogon({ username: ({ login }) => login, password: ({ password }) => password }),
    reject,
  };
}

/** Prices do not always name their subscription (262), but their symbol. */
function subjectOf(message: FixMessage): string | undefined {
  return message.type === 'W' || message.type === 'X' ? message.get(55) : undefined;
}
