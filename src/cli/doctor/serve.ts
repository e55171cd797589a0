import * as v from 'valibot';
import { adviceOnTrust } from '../../http/askPlugin.js';
import { ConnectionError, NetworkError } from '../../http/NetworkError.js';
import type { PluginClient } from '../../http/PluginClient.js';
import { say } from '../../wording/say.js';
import { commandName } from '../terminal/commandName.js';
import type { Result } from './Finding.js';

const health = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    version: v.string(),
    failed: v.optional(v.array(v.object({ name: v.string(), reason: v.string() })), []),
  }),
);

/**
 * Whether `serve` listens at an address, or something else, or nothing.
 *
 * @param options.version of this program.
 * @param options.timeout in ms.
 * @param options.silent what is found where nothing listens. @default it has to be started
 */
export async function checkServe(
  client: PluginClient,
  origin: string,
  { version, timeout, silent }: { version: string; timeout: number; silent?: Result },
): Promise<Result> {
  const start = `${commandName()} serve --port ${new URL(origin).port || '80'}`;
  let text: string;
  try {
    const headers = { accept: 'application/json', 'user-agent': 'fmzproto' };
    ({ text } = await client.send({ method: 'GET', url: `${origin}/healthz`, headers, timeout }));
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const { kind } = error instanceof ConnectionError ? error : {};
    if (kind === 'refused')
      return (
        silent ?? {
          status: 'fail',
          text: say('nothing listens on {origin}', { origin }),
          remedy: say('start it with "{command}"', { command: start }),
        }
      );
    if (kind === 'certificate') return { status: 'fail', text: error.message, remedy: adviceOnTrust() };
    return {
      status: 'fail',
      text: error.message,
      remedy: say('see what runs at {origin}, or give its address with --url', { origin }),
    };
  }
  const parsed = v.safeParse(health, text);
  if (!parsed.success) {
    return {
      status: 'fail',
      text: say('something else than fmzproto listens on {origin}', { origin }),
      remedy: say('stop it, or start serve with another --port, and give that to FMZ'),
    };
  }
  const { version: running, failed } = parsed.output;
  const [broken] = failed;
  const found = { version: running, origin };
  if (broken)
    return {
      status: 'warn',
      text: say('fmzproto {version} listens on {origin}, without {name}', { ...found, name: broken.name }),
      remedy: broken.reason,
    };
  if (running !== version)
    return {
      status: 'warn',
      text: say('fmzproto {version} listens on {origin}, and this is {own}', { ...found, own: version }),
      remedy: say('restart serve'),
    };
  return { status: 'ok', text: say('fmzproto {version} listens on {origin}', found) };
}
