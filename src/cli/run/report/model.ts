import type { EndEvent, StatusTable } from '../../../strategy/events.js';

/** What a report shows: made where the run is, drawn in a browser. */
export interface ReportModel {
  /** The strategy's file. */
  readonly file: string;
  readonly version: string;
  readonly exchanges: readonly ReportExchange[];
  /** Unix time in ms. */
  readonly from: number;
  readonly to: number;
  readonly end: Pick<EndEvent, 'reason' | 'error' | 'place'>;
  readonly calls: readonly ReportCalls[];
  readonly errors: readonly { readonly text: string; readonly count: number }[];
  /** Of texts that are not among these. */
  readonly otherErrors: number;
  readonly orders: readonly { readonly what: OrderFigure; readonly count: number }[];
  readonly profit?: number;
  readonly status?: { readonly text: string; readonly tables: readonly StatusTable[] };
  readonly plots: readonly Plot[];
  /** How many prices have no plot of their own: there are too many. */
  readonly pricesLeft: number;
}

export type OrderFigure = 'placed' | 'filled' | 'canceled' | 'open' | 'unknown';

export interface ReportExchange {
  readonly name: string;
  readonly label: string;
  readonly currency: string;
}

/** Calls of a function: latencies in ms. */
export interface ReportCalls {
  readonly name: string;
  readonly count: number;
  readonly errors: number;
  readonly half: number | undefined;
  readonly most: number | undefined;
}

/** A plot: panes below one another that share their x axis. */
export interface Plot {
  readonly kind: 'profit' | 'price' | 'chart';
  readonly title: string;
  readonly subtitle?: string;
  /** Whether x is Unix time in ms. */
  readonly time: boolean;
  readonly panes: readonly Pane[];
  /** Shares of a whole, which have no axes. */
  readonly shares: readonly Shares[];
  /** Whether some points stand for several. */
  readonly thinned: boolean;
  /** What of it is not drawn, such as a type of series. */
  readonly omitted: readonly string[];
}

export interface Shares {
  readonly name: string;
  readonly parts: readonly { readonly name: string; readonly value: number }[];
}

export interface Pane {
  /** Its part of the height. */
  readonly weight: number;
  readonly axes: readonly Axis[];
  readonly series: readonly Series[];
  readonly levels: readonly Level[];
  readonly fills: readonly Fill[];
  readonly bands: readonly Band[];
}

export interface Axis {
  readonly title: string;
  /** Where its figures stand; at most one has each side. */
  readonly side: 'left' | 'right' | 'none';
}

interface SeriesBase {
  readonly name: string;
  /** Index of its axis. */
  readonly axis: number;
  readonly color?: string;
  /** Ascending. */
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
}

export interface LineSeries extends SeriesBase {
  readonly kind: 'line' | 'spline' | 'step' | 'area' | 'column' | 'points';
  readonly width?: number;
  readonly dashed?: boolean;
  /** Of each point that has a color of its own. */
  readonly colors?: readonly (string | null)[];
}

/** `y` is the close. */
export interface CandleSeries extends SeriesBase {
  readonly kind: 'candles';
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly y: readonly number[];
  readonly colors?: readonly (string | null)[];
}

/** A mark without a `y` stands at the bottom. */
export interface MarkSeries extends SeriesBase {
  readonly kind: 'marks';
  readonly marks: readonly Mark[];
}

export type Series = LineSeries | CandleSeries | MarkSeries;

export interface Mark {
  readonly shape: MarkShape;
  /** Where it stands to its point. */
  readonly place: 'at' | 'above' | 'below';
  /** Written beside it. */
  readonly label?: string;
  /** Shown at the cursor. */
  readonly text?: string;
  /** As CSS has it, or one of the page's own. */
  readonly color?: 'up' | 'down' | 'muted' | 'warn' | (string & {});
}

export type MarkShape = 'up' | 'down' | 'circle' | 'ring' | 'diamond' | 'square' | 'cross' | 'flag' | 'none';

/** A horizontal line. */
export interface Level {
  readonly axis: number;
  readonly value: number;
  readonly color?: string | undefined;
  readonly label?: string | undefined;
}

/** What lies between two lines of a pane, by their indices, from each x to the next. */
export interface Fill {
  readonly first: number;
  readonly second: number;
  readonly x: readonly number[];
  readonly colors: readonly (string | null)[];
}

/** A stripe behind a bar. */
export interface Band {
  readonly x: number;
  readonly color: string;
}
