import type { ReceivedRequest, ServerAnswer } from '../../../src/testing.js';

/** The public REST interface: the clock, and candles since 2026-01-01. */
export function answerRest({ path, query }: ReceivedRequest): ServerAnswer {
  const params = new URLSearchParams(query);
  if (path === '/api/v2/public/get_time') return { body: { jsonrpc: '2.0', result: Date.now() } };
  if (path !== '/api/v2/public/get_tradingview_chart_data')
    return { status: 404, body: { error: { code: -32601, message: 'Method not found' } } };
  const resolution = params.get('resolution') === '1D' ? 1440 : Number(params.get('resolution'));
  const length = resolution * 60_000;
  const from = Math.max(Number(params.get('start_timestamp')), Date.UTC(2026, 0, 1));
  const ticks: number[] = [];
  for (
    let time = Math.ceil(from / length) * length;
    time <= Number(params.get('end_timestamp'));
    time += length
  )
    ticks.push(time);
  const column = (price: number) => ticks.map((time) => price + ((time / length) % 7));
  return {
    body: {
      jsonrpc: '2.0',
      result: {
        ...{ status: 'ok', ticks, open: column(91_000), high: column(91_010), low: column(90_990) },
        ...{ close: column(91_005), volume: column(3) },
      },
    },
  };
}
