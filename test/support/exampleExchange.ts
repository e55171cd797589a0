import * as v from 'valibot';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { Methods } from '../../src/adapter/Exchange.js';

/** An adapter without a network whose methods are given, and what is done when it is opened and closed. */
export function exampleExchange(
  methods: Methods<{ access_key: string; secret_key: string }, object>,
  name = 'Example',
  life: { open?(): void; close?(): Promise<void> } = {},
) {
  return defineExchange({
    name,
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState() {
      life.open?.();
      return {};
    },
    ...(life.close && { close: life.close }),
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
