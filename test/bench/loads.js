import { compare } from './compare.js';
import { bodyOf, FMZPROTO, MEMORY, PROXY, postOf } from './Laboratory.js';
import { symbolOf } from './listings.js';

const CALLERS = [1, 16, 64];
const LATENCIES = [0, 50];

/** Each caller asks for a pair of its own, so that nothing can be asked once for all of them. */
export const tickers = (callers) =>
  Array.from({ length: callers }, (_, index) => bodyOf('ticker', { symbol: symbolOf(index) }));

const symbol = symbolOf(0);

/** As robots of one strategy ask: all for the same pair. */
const alike = Array.from({ length: 16 }, () => bodyOf('ticker', { symbol }));

/** A limit order at a broker of cTrader. */
const order = postOf(
  { access_key: 'demo.broker.12345', secret_key: 'secret,host=broker.invalid' },
  { method: 'trade', params: { symbol: 'EUR_USD.swap', type: 'buy', price: 1.08, amount: 1000 } },
);

/** Rows of the table: one kind of request, and who is asked. */
export const loads = [
  ...['rest', 'rest-tls'].flatMap((transport) =>
    LATENCIES.flatMap((latency) =>
      CALLERS.map((callers) => ({
        name: `${transport}-${latency}ms-${callers}`,
        ...{ latency, tls: transport === 'rest-tls', bodies: tickers(callers) },
      })),
    ),
  ),
  { name: 'rest-0ms-16-alike', latency: 0, tls: false, bodies: alike },
  ...CALLERS.map((callers) => ({
    name: `stream-${callers}`,
    ...{ latency: 50, tls: false, bodies: tickers(callers), streamed: true, among: [MEMORY, FMZPROTO] },
  })),
  ...[
    { name: 'records-5000', body: bodyOf('records', { symbol, period: 1, limit: 5000 }) },
    { name: 'markets-2000', body: bodyOf('markets', {}) },
    { name: 'orders-500', body: bodyOf('orders', { symbol }) },
  ].map(({ name, body }) => ({ name, latency: 0, tls: false, bodies: [body], among: [PROXY, FMZPROTO] })),
  ...[1, 200].map((callers) => ({
    name: `fix-orders-${callers}`,
    ...{ latency: 0, tls: false, bodies: Array(callers).fill(order), fix: true, among: [PROXY, FMZPROTO] },
  })),
];

/** Measures one row: every subject in turns. */
export async function measureLoad(laboratory, row, pace) {
  const { latency, tls, bodies, streamed = false, fix = false, among = laboratory.subjects } = row;
  try {
    const load = laboratory.startLoad();
    const exchange = fix
      ? await laboratory.startFixBroker()
      : await laboratory.startExchange({ latency, tls });
    const stream = streamed ? await laboratory.startStream() : undefined;
    const subjects = [];
    for (const name of among) subjects.push(await laboratory.start(name, exchange, stream));
    return await compare({ load, exchange, subjects, bodies }, pace);
  } finally {
    await laboratory.clear();
  }
}
