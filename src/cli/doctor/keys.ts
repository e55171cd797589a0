import type { Exchange } from '../../adapter/Exchange.js';
import { askPlugin, readEnvelope } from '../../http/askPlugin.js';
import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { keysHint } from '../terminal/keys.js';
import { type Result, skipped } from './Finding.js';

/** Reads that need keys, the one that asks for least first. */
const READS = ['accounts', 'orders'] as const;

/**
 * Whether keys work: one read.
 *
 * @param options.url of the exchange at a plugin of this process.
 * @param options.timeout in ms.
 */
export async function checkKeys(
  exchange: Exchange,
  keys: Credentials,
  { client, url, timeout }: { client: PluginClient; url: string; timeout: number },
): Promise<Result> {
  if (!exchange.needsKeys) return skipped(say('it needs none'));
  const { access_key, secret_key } = keys;
  if (access_key === '' && secret_key === '')
    return skipped(
      say('none are set'),
      say("FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY hold what FMZ's two key boxes hold"),
    );
  const method = READS.find((name) => exchange.supports.includes(name));
  if (!method) return skipped(say('no function of it reads an account'));
  try {
    const reply = await askPlugin(client, { method, params: {} }, { url, keys, timeout });
    const answer = readEnvelope(url, reply);
    if (!answer.failed)
      return { status: 'ok', text: say('they work: the exchange answered {method}', { method }) };
    const text = oneLine(String(answer.error), 300);
    // The sentence has these words in any language.
    const unsent = /nothing was sent/.test(text);
    return { status: 'fail', text, remedy: unsent ? say('see its connection') : whatToDo(text, keys) };
  } catch (error) {
    return { status: 'fail', text: oneLine(messageOf(error), 300), remedy: say('see its connection') };
  }
}

function whatToDo(text: string, keys: Credentials): string {
  const compare = say(
    'compare them with those of the exchange, and what they may do: reading, and from this address',
  );
  return keysHint(text, keys) ?? compare;
}
