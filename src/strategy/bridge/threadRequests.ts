import * as v from 'valibot';

/** A function as its text, and its arguments as the JSON of a list. */
const call = v.object({ code: v.string(), args: v.string() });

export type ThreadCall = v.InferOutput<typeof call>;

/** What a thread does in the place of the strategy: it calls functions, one after the other. */
export interface ThreadTask {
  readonly id: number;
  readonly calls: readonly ThreadCall[];
}

/** What threads of a strategy have in common. */
const kind = v.picklist(['lock', 'condition', 'event', 'dict']);

export type SharedKind = v.InferOutput<typeof kind>;

const number = v.pipe(v.number(), v.integer());
/** In ms: above 0 so long, 0 for ever, below 0 not at all. */
const time = v.number();
/** Values travel as JSON that nobody reads on the way. */
const json = v.string();

/** What `threading` asks of the main thread; threads are meant by their numbers, 0 is the main one. */
export const threadRequests = {
  /** Calls functions in a thread of their own, one after the other. */
  threadStart: v.tuple([v.array(call)]),
  threadSend: v.tuple([number, json]),
  /** The next message of a thread; of any where it is the one that asks. */
  threadTake: v.tuple([number, time]),
  threadJoin: v.tuple([number, time]),
  threadEnd: v.tuple([number]),
  threadGet: v.tuple([number, v.string()]),
  threadSet: v.tuple([number, v.string(), v.nullable(json)]),
  threadCount: v.tuple([]),
  sharedMake: v.tuple([kind]),
  /** Of a lock, or of a condition. */
  acquire: v.tuple([number]),
  release: v.tuple([number]),
  /** Of a condition, until it is notified. */
  attend: v.tuple([number]),
  /** Of a condition: wakes one, or all. */
  rouse: v.tuple([number, v.boolean()]),
  /** Of an event. */
  signal: v.tuple([number, v.boolean()]),
  signaled: v.tuple([number, time]),
  /** Of a dictionary. */
  dictGet: v.tuple([number, v.string()]),
  dictSet: v.tuple([number, v.string(), json]),
} as const;

/** What they are answered with. */
export interface ThreadResults {
  threadStart: number;
  threadSend: undefined;
  /** `null` where there was none in time. */
  threadTake: { readonly message: string } | { readonly closed: true } | null;
  threadJoin: ThreadEnd | null;
  threadEnd: undefined;
  threadGet: string | null;
  threadSet: undefined;
  threadCount: number;
  sharedMake: number;
  acquire: null;
  release: undefined;
  attend: null;
  rouse: undefined;
  signal: undefined;
  signaled: boolean;
  dictGet: string | null;
  dictSet: undefined;
}

/** FMZ's IThreadRet. */
export interface ThreadEnd {
  readonly id: number;
  readonly terminated: boolean;
  /** In nanoseconds. */
  readonly elapsed: number;
  readonly ret: unknown;
}
