import * as aToB from './venues/a-b.js';
import * as cToF from './venues/c-f.js';
import type { VenueFacts } from './venues/defineVenue.js';
import * as gToK from './venues/g-k.js';
import * as lToZ from './venues/l-z.js';

/** What is known of each exchange of ccxt, by its id. Those that are missing are as ccxt says. */
export const venues: Readonly<Record<string, VenueFacts>> = {
  ...aToB,
  ...cToF,
  ...gToK,
  ...lToZ,
  bybiteu: aToB.bybit,
  bybitid: aToB.bybit,
  gateeu: gToK.gate,
  myokx: lToZ.okx,
  okxus: lToZ.okx,
};

/** @param id of an exchange of ccxt. */
export function factsOf(id: string): VenueFacts {
  return (Object.hasOwn(venues, id) && venues[id]) || {};
}
