import * as v from 'valibot';
import { shortText } from './points.js';

const MOST_SERIES = 64;
const MOST_AXES = 16;

/** Text as it is, in an object, or none. */
const label = v.fallback(
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((told) =>
        shortText(typeof told === 'object' && told !== null && 'text' in told ? told.text : told),
      ),
    ),
  ),
  undefined,
);
const number = v.fallback(v.optional(v.number()), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);

const level = v.object({ value: v.number(), color: label, label });

const levels = v.fallback(
  v.optional(
    v.pipe(
      v.array(v.fallback(v.nullable(level), null)),
      v.transform((all) => all.filter((one) => one !== null).slice(0, MOST_AXES)),
    ),
  ),
  undefined,
);

const axis = v.object({
  title: label,
  opposite: flag,
  /** A part of the whole, as `65%`. */
  top: label,
  height: label,
  plotLines: levels,
  type: label,
});

const series = v.object({
  name: label,
  type: label,
  /** The index of an axis, or its id. */
  yAxis: number,
  color: label,
  id: label,
  onSeries: label,
  lineWidth: number,
  dashStyle: label,
  step: v.optional(v.unknown()),
  data: v.fallback(v.optional(v.array(v.unknown())), undefined),
});

/** One of something, or a list of it; what cannot be read is as if nothing had been said. */
function listOf<const Schema extends v.GenericSchema<unknown, unknown>>(one: Schema, most: number) {
  return v.pipe(
    v.optional(v.unknown(), []),
    v.transform((told) => (Array.isArray(told) ? told : [told]).slice(0, most)),
    v.array(
      v.pipe(
        v.unknown(),
        v.transform((item) => (typeof item === 'object' && item !== null ? item : {})),
        one,
      ),
    ),
  );
}

const config = v.object({
  __isStock: flag,
  title: label,
  subtitle: label,
  chart: v.fallback(v.optional(v.object({ type: label })), undefined),
  xAxis: listOf(axis, 1),
  yAxis: listOf(axis, MOST_AXES),
  series: listOf(series, MOST_SERIES),
});

export type ChartConfig = v.InferOutput<typeof config>;
export type SeriesConfig = v.InferOutput<typeof series>;
export type AxisConfig = v.InferOutput<typeof axis>;

/**
 * What a strategy told Chart: one configuration of Highcharts or Highstock, or several.
 *
 * @see https://api.highcharts.com/highstock/
 */
export function readChartConfig(told: unknown): ChartConfig[] {
  return (Array.isArray(told) ? told : [told])
    .slice(0, MOST_AXES)
    .map((one) => v.parse(config, typeof one === 'object' && one !== null ? one : {}));
}
