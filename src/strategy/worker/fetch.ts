import type { Results } from '../bridge/protocol.js';
import { readQuery } from './network.js';
import type { Globals } from './Runtime.js';

/** `fetch` as FMZ has it: HttpQuery with promises. It is rejected where there is no answer. */
export const fetchGlobals: Globals = ({ bridge }) => ({
  fetch: (address: unknown, init: unknown) =>
    new Promise((resolve, reject) => {
      const { request } = readQuery([address, init ?? {}]);
      bridge.listen('http', request, (result) => {
        if ('error' in result) reject(result.error);
        else if (result.value.Error !== undefined) reject(new TypeError(`fetch: ${result.value.Error}`));
        else resolve(responseOf(result.value));
      });
    }),
});

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
