import uPlot from 'uplot';
import { moment, shortFigures, timeFormats } from '../../../page/browser/figures.js';
import { axisLook, readTheme } from '../../../page/browser/theme.js';
import type { ShownRequest } from '../model.js';
import type { Speaker } from './Speaker.js';
import { usualTimes } from './statistics.js';

/** What is drawn: its values by series, and what the series are called. */
interface Drawing {
  names: readonly string[];
  data: uPlot.AlignedData;
}

/** Draws requests into an element; what is zoomed in to stays. */
export class LatencyPlots {
  readonly #into: HTMLElement;
  readonly #speaker: Speaker;
  #requests: readonly ShownRequest[] = [];
  #plots: uPlot[] = [];
  /** What the plots are made for: other series need other ones. */
  #made = '';

  constructor(into: HTMLElement, speaker: Speaker) {
    this.#into = into;
    this.#speaker = speaker;
    const again = () => this.draw(this.#requests, true);
    speaker.follow(again);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    let width = 0;
    new ResizeObserver(() => {
      if (into.clientWidth === width) return;
      width = into.clientWidth;
      again();
    }).observe(into);
  }

  draw(requests: readonly ShownRequest[], anew = false): void {
    this.#requests = requests;
    const drawings = requests.length === 0 ? [] : [this.#each(), this.#usual()];
    const wanted = drawings.map(({ names }) => names.join('\n')).join('\n\n');
    if (anew || wanted !== this.#made) {
      for (const plot of this.#plots) plot.destroy();
      this.#plots = drawings.map((drawing, index) => this.#make(drawing, index));
      this.#made = wanted;
      return;
    }
    for (const [index, plot] of this.#plots.entries()) {
      const data = drawings[index]?.data;
      const zoomed = isZoomed(plot);
      if (data) plot.setData(data, !zoomed);
    }
  }

  /** A point for each request, in a color for each exchange; errors apart. */
  #each(): Drawing {
    const ok = this.#requests.filter((request) => request.ok);
    const exchanges = [...new Set(ok.map(({ exchange }) => exchange))].sort();
    const series = exchanges.map((exchange) =>
      this.#requests.map((request) => (request.ok && request.exchange === exchange ? shown(request) : null)),
    );
    const failed = this.#requests.map((request) => (request.ok ? null : shown(request)));
    return {
      names: [...exchanges, this.#speaker.words.plots.failed],
      data: [this.#requests.map(({ time }) => time), ...series, failed],
    };
  }

  #usual(): Drawing {
    const { x, median, slow } = usualTimes(this.#requests);
    const { figures } = this.#speaker.words;
    const least = (values: (number | null)[]) => values.map((value) => value && Math.max(value, LEAST));
    return { names: [figures.median, figures.slow], data: [x, least(median), least(slow)] };
  }

  #make({ names, data }: Drawing, index: number): uPlot {
    const theme = readTheme();
    const { words } = this.#speaker;
    const [points, title] = index === 0 ? [true, words.plots.each] : [false, words.plots.summary];
    const width = Math.max(200, this.#into.clientWidth);
    const last = names.length - 1;
    const options: uPlot.Options = {
      title,
      width,
      height: points ? 220 : 160,
      ms: 1,
      cursor: { sync: { key: 'times', setSeries: false }, drag: { x: true, y: false }, points: { size: 7 } },
      scales: { y: { distr: 3, range: (_, min, max) => yRange(min, max) } },
      axes: [
        { ...axisLook(theme), space: width < 500 ? 64 : 80, values: timeFormats, incrs: STEPS },
        { ...axisLook(theme), size: 52, values: (_, splits) => splits.map((one) => powerOf(one)) },
      ],
      series: [
        { label: words.plots.time, value: (_, value) => (value === null ? '' : moment(value)) },
        ...names.map((label, at): uPlot.Series => {
          const stroke = points && at === last ? theme.down : (theme.palette[at % 8] ?? theme.text);
          return {
            label,
            stroke,
            width: points ? 0 : 1.5,
            ...(points && { paths: () => null }),
            points: { show: points || data[0].length < 60, size: 5, fill: stroke },
            value: (_, value) =>
              value === null || value === undefined ? '' : (shortFigures([value])[0] ?? ''),
          };
        }),
      ],
    };
    return new uPlot(options, data, this.#into);
  }
}

/** Between the ticks of the time axis, in ms: whole seconds at least. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400].map(
  (seconds) => seconds * 1000,
);

/** On an axis of powers of ten nothing is below. */
const LEAST = 1;

function shown({ milliseconds }: ShownRequest): number {
  return Math.max(milliseconds, LEAST);
}

function yRange(min: number, max: number): [number, number] {
  return [
    10 ** Math.floor(Math.log10(Math.max(min ?? LEAST, LEAST))),
    10 ** Math.ceil(Math.log10(Math.max(max ?? 10, 10))),
  ];
}

/** Between the powers of ten there is no room for figures. */
function powerOf(value: number | null): string {
  return value !== null && Number.isInteger(Math.log10(value)) ? String(value) : '';
}

function isZoomed({ data: [xs], scales }: uPlot): boolean {
  const { min, max } = scales.x ?? {};
  const [first, last] = [xs[0], xs.at(-1)];
  if (typeof min !== 'number' || typeof max !== 'number' || first === undefined || last === undefined)
    return false;
  return min > first || max < last;
}
