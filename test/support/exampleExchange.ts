import * as v from 'valibot';
import { defineExchange, type Methods } from '../../src/adapter/defineExchange.js';

/** An adapter without a network whose methods are given. */
export function exampleExchange(
  methods: Methods<{ access_key: string; secret_key: string }, object>,
  name = 'Example',
) {
  return defineExchange({
    name,
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    methods,
  });
}

/** A ticker as FMZ expects it. */
export const exampleTicker = {
  symbol: 'LTC_USDT',
  buy: '80.1',
  sell: '80.2',
  high: '82',
  low: '79.5',
  open: '79.9',
  last: '80.15',
  vol: '1234.5',
  time: '1731028903911',
};
