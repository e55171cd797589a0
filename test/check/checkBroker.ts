import { afterEach } from 'vitest';
import { findSymbol } from '../../src/check/findSymbol.js';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { type CheckReport, runCases } from '../../src/check/runCases.js';
import { Broker, type BrokerTraits, brokerKeys } from './Broker.js';
import { type FaultyPlugin, type FaultyRequest, startFaulty } from './startFaulty.js';

const plugins: FaultyPlugin[] = [];
afterEach(() => {
  for (const plugin of plugins.splice(0)) plugin.close();
});

/** The keys of a box that is empty. */
export const noKeys = { access_key: '', secret_key: '' };

/** Changes what a broker's plugin answers. */
export type Tamper = (request: FaultyRequest, answer: object) => object;

/** A broker's plugin, until the test is over. */
export async function openBroker(traits: BrokerTraits, tamper: Tamper = (_request, answer) => answer) {
  const broker = new Broker(traits);
  const plugin = await startFaulty(async (request) => tamper(request, await broker.answer(request)));
  plugins.push(plugin);
  return { broker, http: new RawHttpClient(plugin.url, 10_000) };
}

/** How a broker is checked: as `fmzproto check --trade` does, unless something else is said. */
export interface BrokerCheck {
  only?: readonly string[];
  keys?: typeof noKeys;
  trade?: boolean;
  tamper?: Tamper;
}

/** Checks a broker's plugin. */
export async function checkBroker(
  traits: BrokerTraits,
  { only, keys = brokerKeys, trade = true, tamper }: BrokerCheck = {},
): Promise<CheckReport & { broker: Broker; symbol: string }> {
  const { broker, http } = await openBroker(traits, tamper);
  const { symbol = '' } = await findSymbol(http, keys);
  const report = await runCases({
    ...{ http, symbol, keys, trade },
    wanted: ({ id, group }) => only?.some((name) => name === id || name === group) ?? true,
    conceal: (text) => text,
  });
  return { ...report, broker, symbol };
}

/** What failed, and why. */
export const failures = ({ cases }: CheckReport) =>
  cases.filter(({ status }) => status === 'fail').map(({ id, reason }) => `${id}: ${reason}`);

/** What became of each case: 'ok', or the reason. */
export const outcomes = ({ cases }: CheckReport) =>
  Object.fromEntries(cases.map(({ id, status, reason }) => [id, reason ?? status]));
