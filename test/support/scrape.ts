import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import * as v from 'valibot';

const described = v.array(
  v.object({ name: v.string(), help: v.string(), type: v.picklist(['COUNTER', 'GAUGE', 'HISTOGRAM']) }),
);
const sampled = v.array(
  v.object({
    name: v.string(),
    metrics: v.array(
      v.object({
        labels: v.optional(v.record(v.string(), v.string()), {}),
        value: v.pipe(v.string(), v.transform(Number)),
      }),
    ),
  }),
);

/** What `GET /metrics` tells. */
export interface Scrape {
  text: string;
  families: v.InferOutput<typeof described>;
  /** Those of a histogram are `NAME_bucket`, `NAME_sum` and `NAME_count`. */
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

/** Asks a plugin for its metrics, and has them read by a parser of another hand. */
export async function scrape(url: string): Promise<Scrape> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return {
    text,
    families: v.parse(described, parsePrometheusTextFormat(text)),
    // It keeps no labels of histograms, where it knows that they are some.
    samples: v
      .parse(sampled, parsePrometheusTextFormat(text.replace(/^#.*\n/gm, '')))
      .flatMap(({ name, metrics }) => metrics.map((sample) => ({ name, ...sample }))),
  };
}

/** The values of a metric, by its labels as they are written: `exchange="Net",method="GetTicker"`. */
export function valuesOf({ samples }: Scrape, name: string): Record<string, number> {
  const named = samples.filter((one) => one.name === name);
  return Object.fromEntries(named.map(({ labels, value }) => [written(labels), value]));
}

function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
}

const SUFFIX_OF_HISTOGRAMS = /_(bucket|count|sum)$/;
const TYPE_IN_NAME = /_(counter|gauge|histogram|summary)(_|$)/;
const NOT_A_BASE_UNIT =
  /_(ms|milliseconds?|microseconds?|nanoseconds?|minutes?|hours?|days?|kilobytes?|megabytes?|kib|mib|bits?|percent)(_|$)/;

/**
 * What is wrong with metrics, one line each: the rules of `promtool check metrics`, and that histograms add up.
 *
 * @see https://github.com/prometheus/prometheus/tree/main/util/promlint
 */
export function faultsOf(scraped: Scrape): string[] {
  const { families, samples } = scraped;
  const faults = families.flatMap(({ name, help, type }) => [
    ...(help.trim() === '' ? [`${name} has no help`] : []),
    ...((type === 'COUNTER') === name.endsWith('_total') ? [] : [`${name} is a ${type}`]),
    ...(SUFFIX_OF_HISTOGRAMS.test(name) ? [`${name} has a suffix of histograms`] : []),
    ...(TYPE_IN_NAME.test(name) ? [`${name} names its type`] : []),
    ...(NOT_A_BASE_UNIT.test(name) ? [`${name} is not in a base unit`] : []),
    ...(/^[a-z][a-z\d]*(_[a-z\d]+)*$/.test(name) ? [] : [`${name} is not in snake case`]),
    ...(families.filter((other) => other.name === name).length > 1 ? [`${name} comes twice`] : []),
    ...(type === 'HISTOGRAM' ? faultsOfHistogram(scraped, name) : []),
  ]);
  const typed = new Map(families.map(({ name, type }) => [name, type]));
  const strangers = samples.filter(
    ({ name }) => !typed.has(name) && typed.get(name.replace(SUFFIX_OF_HISTOGRAMS, '')) !== 'HISTOGRAM',
  );
  return [...faults, ...strangers.map(({ name }) => `${name} is of no type`)];
}

/** Each part holds those before it, and the last one all. */
function faultsOfHistogram(scraped: Scrape, name: string): string[] {
  const buckets = scraped.samples.filter((one) => one.name === `${name}_bucket`);
  return Object.entries(valuesOf(scraped, `${name}_count`)).flatMap(([labels, count]) => {
    const own = buckets.filter(({ labels: { le, ...others } }) => le && written(others) === labels);
    const bounds = own.map(({ labels: { le }, value }) => ({
      bound: le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le),
      value,
    }));
    const grows = bounds.every(
      ({ bound, value }, index) =>
        index === 0 || (bound > (bounds[index - 1]?.bound ?? 0) && value >= (bounds[index - 1]?.value ?? 0)),
    );
    const last = bounds.at(-1);
    const whole = last?.bound === Number.POSITIVE_INFINITY && last.value === count;
    return grows && whole ? [] : [`${name}{${labels}} does not add up`];
  });
}
