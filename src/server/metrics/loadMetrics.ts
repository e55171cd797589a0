import { loadCode } from '../../files/loadCode.js';
import type { MetricSources } from './createMetrics.js';
import type { MetricsPage } from './MetricsPage.js';

/** Makes the page of metrics when it is first asked for. */
export function loadMetrics(sources: MetricSources): () => Promise<MetricsPage> {
  let page: Promise<MetricsPage> | undefined;
  return () => {
    page ??= loadCode(() => import('./createMetrics.js')).then(
      ({ createMetrics }) => createMetrics(sources),
      (error: unknown) => {
        page = undefined;
        throw error;
      },
    );
    return page;
  };
}
