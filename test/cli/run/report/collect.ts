import { Collector } from '../../../../src/cli/run/report/Collector.js';
import type { ReportModel } from '../../../../src/cli/run/report/model.js';
import { Tally } from '../../../../src/cli/run/Tally.js';
import type { EndEvent, StrategyEvent } from '../../../../src/strategy/events.js';

/** When the run of a test begins. */
export const time = Date.UTC(2026, 10, 28, 5, 0, 0);

/** What is known of it before. */
export const facts = {
  file: 'strategy.js',
  version: '1.0.0',
  exchanges: [{ name: 'Paper', label: 'Paper', currency: 'BTC_USDT' }],
  from: time,
};

/** How it ends, a minute later. */
export const endOf = (reason: EndEvent['reason']): EndEvent => ({ kind: 'end', time: time + 60_000, reason });

/** What its report shows. */
export function collect(events: readonly StrategyEvent[], end: EndEvent): ReportModel {
  const tally = new Tally(facts.exchanges.length > 1);
  const collector = new Collector(facts, tally);
  for (const event of events) {
    tally.add(event);
    collector.add(event);
  }
  return collector.conclude(end);
}
