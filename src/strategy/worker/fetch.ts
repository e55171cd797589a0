import { say } from '../../wording/say.js';
import type { Results } from '../bridge/protocol.js';
import { readQuery } from './network.js';
import type { Globals } from './Runtime.js';

/** What is asked at the same time. */
const MOST = 2000;

/** `fetch` as FMZ has it: HttpQuery with promises. It is rejected where there is no answer. */
export const fetchGlobals: Globals = ({ bridge }) => {
  let open = 0;
  return {
    fetch: (address: unknown, init: unknown) =>
      new Promise((resolve, reject) => {
        if (open >= MOST)
          throw new Error(
            say('fetch: {count} requests have no answer yet, await some first', { count: MOST }),
          );
        const { request } = readQuery([address, init ?? {}]);
        bridge.listen('http', request, (result) => {
          open -= 1;
          if ('error' in result) reject(result.error);
          else if (result.value.Error !== undefined) reject(new TypeError(`fetch: ${result.value.Error}`));
          else resolve(responseOf(result.value));
        });
        open += 1;
      }),
  };
};

/** FMZ's FetchResponse. */
function responseOf({ StatusCode: status, Reason: statusText, Header, Body }: Results['http']) {
  const headers = Object.entries(Header).map(([name, values]): [string, string] => [
    name.toLowerCase(),
    values.join(', '),
  ]);
  return {
    ok: status >= 200 && status <= 299,
    status,
    statusText,
    headers: new Map(headers),
    json: async (): Promise<unknown> => JSON.parse(Body),
    text: async () => Body,
  };
}
