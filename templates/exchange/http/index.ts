import {
  defineExchange,
  // #if clock
  parseReply,
  // #end
  relayIo,
} from 'fmzproto';
// #if keys
import { account } from './account.ts';
// #end
import { limits } from './limits.ts';
import { market } from './market.ts';
// #if keys
import { orders } from './orders.ts';
// #if futures
import { positions } from './positions.ts';
// #end
// #end
import { reject } from './reject.ts';
// #if clock
import { timeReply } from './replies.ts';
// #end
// #if keys
import { credentials, sign } from './sign.ts';
// #else
import { credentials } from './sign.ts';
// #end
// #if oauth2
import { session } from './session.ts';
// #end
import { createState } from './state.ts';
// import { streams } from './streams.ts';

/** __displayName__. A method that the exchange lacks is taken out of its file: FMZ is told that it is not supported. */
export default defineExchange({
  name: '__displayName__',
  baseUrl: '__baseUrl__',
  credentials,
  // #if keys
  sign,
  // #end
  // #if kraken
  // A nonce below the last one is refused: requests of an account go one at a time.
  inOrder: true,
  // #end
  // #if oauth2
  session,
  // #end
  reject,
  limits,
  // #if clock
  clock: {
    async read(api) {
      // FILL IN: path of the server's time.
      const reply = await api.request({ path: '/api/v1/time', within: 1000, once: true });
      return parseReply(timeReply, reply).data.time;
    },
    // FILL IN: the code that says that a request's timestamp is off; it is then sent once more, with the right time.
    isStale: (error) => error.code === '40002',
  },
  // #end
  // What some exchanges need besides; uncomment what this one does, and delete the rest. docs/reference.md has their types.
  // Several addresses, instead of baseUrl; a request to another one than `api` says so: host: 'data'.
  // hosts: { api: { live: '__baseUrl__', paper: 'https://paper.example.com' }, data: 'https://data.example.com' },
  // #if keys
  // Which of them keys belong to, as far as these tell.
  // #if passphrase
  // environment: ({ passphrase }) => (passphrase.startsWith('paper') ? 'paper' : 'live'),
  // #else
  // environment: ({ accessKey }) => (accessKey.startsWith('PK') ? 'paper' : 'live'),
  // #end
  // Prices and lists are told with keys alone: then market.ts and instruments.ts ask with signedGet.
  // publicData: false,
  // #if !oauth2
  // A token that has to be logged in for, `session`: new-exchange --signing oauth2 writes one.
  // #end
  // #if !kraken
  // Nonces that have to increase: requests of an account go one at a time then.
  // inOrder: true,
  // #end
  // A market that closes: orders are refused then, before they are sent, with the time at which it opens.
  // hours: async (_instrument, api) => ({ open: new Date(api.now()).getUTCDay() % 6 !== 0 }),
  // #end
  // Prices that it pushes.
  // streams,
  createState,
  methods: {
    ...market,
    // #if keys
    ...account,
    ...orders,
    // #if futures
    ...positions,
    // #end
    // #end
    // #if queryWrites
    // Parameters go into the query, whatever the verb.
    io: (params, api) => relayIo(params, api, { inQuery: true }),
    // #else
    // #if kraken
    // Only a POST can be signed.
    io: (params, api) =>
      relayIo(params, {
        request: (request) => api.request(request),
        hasKeys: api.hasKeys && params.verb === 'POST',
      }),
    // #else
    io: relayIo,
    // #end
    // #end
  },
});
