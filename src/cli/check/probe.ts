import { saysKeys } from '../../check/errorTexts.js';
import { RawHttpClient, type RoundTrip } from '../../check/RawHttpClient.js';
import { type Credentials, encodeRequest } from '../../protocol/envelope.js';
import { oneLine, quote } from '../../protocol/oneLine.js';
import { codeOf, messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { CallError } from '../terminal/errors.js';

/** Keys of no account, in the form of those that hold a passphrase: a plugin may insist on it. */
const MADE_UP: Credentials = { access_key: 'fmzproto-check', secret_key: 'secret,passphrase' };

/**
 * Makes sure that there is a plugin to check: a wrong port or path is not a finding about a plugin, and would be found
 * once for each case.
 *
 * @param ask.symbol to ask for; most exchanges have it, and those that have not answer with an error of their own.
 * @param ask.keys to ask with; made-up ones where they are empty.
 * @param ask.conceal redacts keys in what the plugin says.
 * @param timeout for each answer, in ms.
 * @throws CallError in one sentence, when nothing listens, when what listens does not speak FMZ's protocol, and when it
 * answers all methods with the same error.
 */
export async function needPlugin(
  url: URL,
  { symbol, keys, conceal }: { symbol: string; keys: Credentials; conceal(text: string): string },
  timeout: number,
): Promise<void> {
  await needListener(url, timeout);
  const http = new RawHttpClient(url, timeout);
  const sent = keys.access_key && keys.secret_key ? keys : MADE_UP;
  const ask = (method: string) =>
    http.send({
      headers: { 'content-type': 'application/json' },
      body: encodeRequest({ method, params: { symbol } }, sent),
    });
  const ticker = await ask('ticker');
  if (hasData(ticker, ['buy', 'sell', 'last'])) return;
  const [depth, unknown] = await Promise.all([ask('depth'), ask('nosuchmethod')]);
  if (hasData(depth, ['asks', 'bids'])) return;
  const errors = [ticker, depth, unknown].map(errorOf);
  const [first] = errors;
  if (errors.every((error) => error === undefined)) {
    throw new CallError(
      say(
        "{url} is not a plugin of FMZ's protocol, {answer}: check the host, the port and the path of the address",
        {
          url: url.href,
          answer: conceal(describe(ticker)),
        },
      ),
    );
  }
  if (first !== undefined && first !== '' && errors.every((error) => error === first)) {
    const facts = { url: url.href, error: oneLine(conceal(first), 1000) };
    throw new CallError(
      sent === MADE_UP && saysKeys(first)
        ? say(
            '{url} answers every method with the same error, "{error}": set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY',
            facts,
          )
        : say(
            '{url} answers every method with the same error, "{error}": check the host, the port and the path of the address',
            facts,
          ),
    );
  }
}

/** @throws CallError */
async function needListener(url: URL, timeout: number): Promise<void> {
  const socket = await new RawHttpClient(url, timeout).open().catch((cause: Error) => {
    throw new CallError(explain(url, cause), { cause });
  });
  socket.destroy();
}

function explain({ origin, host, hostname }: URL, cause: Error): string {
  const code = codeOf(cause) ?? '';
  if (code === 'ECONNREFUSED') return say('nothing listens on {origin}: start the plugin first', { origin });
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) {
    return say('the host {hostname} cannot be found: check the address', { hostname });
  }
  if (/SSL|EPROTO/.test(code))
    return say('{origin} does not speak TLS: write {address} instead', { origin, address: `http://${host}` });
  return say('{origin} cannot be reached ({reason}): check the address', {
    origin,
    reason: messageOf(cause),
  });
}

/** Whether an answer is an envelope with what FMZ expects of that method, or some of it. */
function hasData(trip: RoundTrip, fields: readonly string[]): boolean {
  const { data } = read(trip);
  return typeof data === 'object' && data !== null && fields.some((field) => Object.hasOwn(data, field));
}

/** The text of `{error}`; `undefined` where the answer is something else. */
function errorOf(trip: RoundTrip): string | undefined {
  const { error } = read(trip);
  return typeof error === 'string' ? error : undefined;
}

function read({ status, text }: RoundTrip): { data?: unknown; error?: unknown } {
  if (status !== 200) return {};
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function describe({ status, text, failure }: RoundTrip): string {
  return (
    failure ??
    (status === 200
      ? say('it answered {text}', { text: quote(text) })
      : say('it answered HTTP {status}', { status: status ?? 0 }))
  );
}
