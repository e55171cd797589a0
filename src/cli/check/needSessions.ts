import * as v from 'valibot';
import { saysThrottled, saysUnsupported } from '../../check/errorTexts.js';
import type { RawHttpClient } from '../../check/RawHttpClient.js';
import { type Credentials, encodeRequest } from '../../protocol/envelope.js';
import { parseJson } from '../../protocol/json.js';
import { oneLine } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { CallError } from '../terminal/errors.js';

/** What is told of a read that could not be sent. */
const UNSENT = /(; nothing was sent|；未发出（nothing was sent）)$/;
/** How venues refuse a second session. */
const OCCUPIED = /\balready (open|logged|connected|in use)|\b(open|logged on|connected) already\b/i;

const envelope = v.object({ data: v.optional(v.unknown()), error: v.optional(v.string()) });
type Answered = v.InferOutput<typeof envelope>;

/**
 * Makes sure that the FIX sessions of an exchange can be opened: a wrong password or host is not a finding about its plugin, and
 * would be found once for each case.
 *
 * @param name of the exchange.
 * @param ask.symbol to ask a price of. @default the first one that is listed
 * @param ask.conceal redacts keys in what the plugin says.
 * @throws CallError in one sentence, where they cannot be, and where all that is asked has the same error.
 */
export async function needSessions(
  name: string,
  ask: {
    http: RawHttpClient;
    keys: Credentials;
    symbol: string | undefined;
    conceal(text: string): string;
  },
): Promise<void> {
  const { http, keys, conceal } = ask;
  const call = async (method: string, params: object): Promise<Answered> => {
    const body = encodeRequest({ method, params }, keys);
    const { text } = await http.send({ headers: { 'content-type': 'application/json' }, body });
    try {
      return v.parse(envelope, parseJson(text));
    } catch {
      return {};
    }
  };
  const [markets, orders] = await Promise.all([call('markets', {}), call('orders', {})]);
  const symbol = ask.symbol ?? Object.keys(Object(markets.data))[0];
  const errors = [markets, orders].flatMap(({ error = '' }) => (saysUnsupported(error) ? [] : [error]));
  const failed = errors.find(isUnsent) ?? (errors.every((error) => error === errors[0]) ? errors[0] : '');
  const price = failed || symbol === undefined ? {} : await call('ticker', { symbol });
  const fault = failed || (isUnsent(price.error ?? '') ? price.error : '');
  if (!fault) return;
  const reason = oneLine(conceal(fault.replace(UNSENT, '')), 1000);
  throw new CallError(
    OCCUPIED.test(fault)
      ? say('{name} cannot be checked: {reason}; stop serve, or check {address} instead', {
          ...{ name, reason },
          address: `http://127.0.0.1:6666/${name}`,
        })
      : say('{name} cannot be checked: {reason}', { name, reason }),
  );
}

function isUnsent(error: string): boolean {
  return UNSENT.test(error) && !saysThrottled(error);
}
