import { createPluginClient, type PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { isWrite } from '../../protocol/isWrite.js';
import { methods } from '../../protocol/methods.js';
import { allOf, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { readKeys } from '../terminal/keys.js';
import { showWaiting } from '../terminal/output.js';
import type { Ask } from '../terminal/questions.js';
import { type Address, parseAddress } from './address.js';
import { type CallRequest, parseCallArguments, parseNameValues } from './arguments.js';
import { sendCall } from './sendCall.js';
import { showAnswer } from './showAnswer.js';
import { parseWatch, watch } from './watch.js';

/** The flags of `fmzproto call`, as they were typed. */
interface CallFlags {
  url: string;
  /** How long to wait for the plugin, in ms. */
  timeout: number;
  json: boolean;
  raw: boolean;
  exchange?: string | undefined;
  param?: readonly string[] | string | undefined;
  watch?: string | undefined;
}

/**
 * Calls a method of a running plugin and shows the answer.
 *
 * @param words what was typed besides flags; where there is none, the person at the terminal is asked.
 * @returns the exit code: 0 for data, 1 for an error of the plugin.
 * @throws UsageError or CallError
 */
export async function runCall(words: readonly string[], flags: CallFlags): Promise<number> {
  if (flags.json && flags.raw)
    throw new UsageError(
      say('{flags} exclude each other: use one of them', { flags: allOf(['--json', '--raw']) }),
    );
  const seconds = flags.watch === undefined ? undefined : parseWatch(flags.watch);
  const extra = parseNameValues(flags.param);
  const address = parseAddress(flags.url, flags.exchange);
  const ask = process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : undefined;
  const client = createPluginClient();
  try {
    const asked =
      words.length === 0 && ask
        ? await (await import('./askCall.js')).askForCall(await ask(), client, address, flags)
        : { words, address };
    const request = parseCallArguments(asked.words, extra);
    if (seconds !== undefined) refuseRepeatedWrite(request);
    const { address: target } = asked;
    let keys = await keysFor(request, target, client, ask);
    const send = () => {
      const answer = sendCall(request, { client, address: target, keys, timeout: flags.timeout });
      const label = say('waiting for {origin}', { origin: target.origin });
      return isWatchedByPeople(flags)
        ? showWaiting(answer, { label, write: (text) => process.stderr.write(text) })
        : answer;
    };
    const once = async () => {
      let answer = await send();
      if (answer.error !== undefined && ask && (await isForCustomers(request, target, keys, client))) {
        keys = await readKeys(process.env, await ask());
        answer = await send();
      }
      return showAnswer(answer, { request, exchange: target.exchange, keys, flags });
    };
    if (seconds === undefined) return (await once()).code;
    return await watch(seconds, once);
  } finally {
    client.close();
  }
}

async function askOnTerminal(): Promise<Ask> {
  const { createAsk } = await import('../terminal/questions.js');
  return createAsk();
}

/** Whether a person sees what is printed, and no program. */
function isWatchedByPeople({ json }: CallFlags): boolean {
  return process.stdout.isTTY && process.stderr.isTTY && !json && process.env.TERM !== 'dumb';
}

async function keysFor(
  { name }: CallRequest,
  address: Address,
  client: PluginClient,
  createAsk: (() => Promise<Ask>) | undefined,
): Promise<Credentials> {
  const keys = await readKeys(process.env, undefined);
  if (!createAsk || methods[name].keys !== 'required' || (keys.access_key && keys.secret_key)) return keys;
  const exchange = await describeExchange(client, address);
  return exchange?.keys === 'optional' ? keys : readKeys(process.env, await createAsk());
}

/** Whether a price was asked for without keys, of an exchange that tells it to those with keys alone. */
async function isForCustomers(
  { name }: CallRequest,
  address: Address,
  keys: Credentials,
  client: PluginClient,
): Promise<boolean> {
  if (methods[name].keys !== 'none' || keys.access_key !== '' || keys.secret_key !== '') return false;
  return (await describeExchange(client, address))?.publicData === false;
}

async function describeExchange(client: PluginClient, { origin, exchange }: Address) {
  const { fetchExchanges } = await import('./fetchExchanges.js');
  const exchanges = await fetchExchanges(client, origin);
  return exchanges?.find((known) => known.name.toLowerCase() === exchange.toLowerCase());
}

function refuseRepeatedWrite({ name, verb, method }: CallRequest): void {
  if (!isWrite(name, verb, method.replace(/^__api_/, ''))) return;
  throw new UsageError(
    say('--watch is for reading only: {name} would be carried out each time, leave out --watch', { name }),
  );
}
