import * as a from './venues/a.js';
import * as b from './venues/b.js';
import * as cToF from './venues/c-f.js';
import type { VenueFacts } from './venues/defineVenue.js';
import * as gToK from './venues/g-k.js';
import * as lToO from './venues/l-o.js';
import * as pToZ from './venues/p-z.js';

/** What is known of each exchange of ccxt, by its id. Those that are missing are as ccxt says. */
export const venues: Readonly<Record<string, VenueFacts>> = {
  ...a,
  ...b,
  ...cToF,
  ...gToK,
  ...lToO,
  ...pToZ,
  bybiteu: b.bybit,
  bybitid: b.bybit,
  gateeu: gToK.gate,
  myokx: lToO.okx,
  okxus: lToO.okx,
};

/** @param id of an exchange of ccxt. */
export function factsOf(id: string): VenueFacts {
  return (Object.hasOwn(venues, id) && venues[id]) || {};
}
