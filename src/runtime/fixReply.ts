import type { FixReply } from '../adapter/FixDefinition.js';
import type { FixMessage } from '../fix/FixMessage.js';
import { concealed, readable } from '../fix/redact.js';
import type { Credentials } from '../protocol/envelope.js';
import { say } from '../wording/say.js';
import { Secrets } from './Secrets.js';

/** Who has asked, and what proves it. */
interface Asker {
  credentials: Credentials;
  sender: string;
  proofs: readonly string[];
}

/** An answer over FIX, whose texts show nothing that proves who has asked. @throws TypeError where it holds no message. */
export function fixReplyOf(messages: readonly FixMessage[], asker: Asker): FixReply {
  const message = messages.at(-1);
  if (!message) throw new TypeError(say('an answer over FIX holds a message'));
  // Many answers are used without their texts.
  const struckIn = () => {
    const secrets = new Secrets();
    secrets.add(asker.credentials);
    return [asker.sender, ...secrets.values, ...asker.proofs];
  };
  return {
    messages,
    message,
    get shown() {
      const struck = struckIn();
      return messages.map((one) => concealed(one, struck));
    },
    get raw() {
      const struck = struckIn();
      const texts = messages.map((one) => readable(one, struck));
      return texts.length === 1 ? (texts[0] ?? '') : texts;
    },
  };
}
