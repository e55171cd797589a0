import * as v from 'valibot';
import { line, toldEvent } from '../events.js';
import { type HttpAnswer, httpOptions } from '../host/httpOptions.js';
import { bound, type Rows } from './databaseMessages.js';
import { type ThreadResults, threadRequests } from './threadRequests.js';

/** How a strategy ended, as the worker knows it; `place` is file, line and column. */
const ending = v.object({
  reason: v.picklist(['returned', 'stopped', 'threw']),
  value: v.optional(v.unknown()),
  error: v.optional(line),
  place: v.optional(line),
});

export type Ending = v.InferOutput<typeof ending>;

/** What is encoded, in whatever types a strategy has it. */
const encodeOptions = v.object({
  algorithm: v.unknown(),
  input: v.unknown(),
  output: v.unknown(),
  data: v.unknown(),
  keyFormat: v.optional(v.unknown()),
  key: v.optional(v.unknown()),
});

/**
 * What a worker may ask of the main thread: the arguments of each request. They come out of a strategy, so they are parsed.
 * Another request is one more entry here, one in {@link Results}, and one handler.
 */
const table = {
  /** A function of `exchanges[index]`, carried out by FMZ's docker. */
  exchange: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.string(), v.array(v.unknown())]),
  /** An event, which is not answered. */
  tell: v.tuple([toldEvent]),
  /** Waits until all that was told before has been taken. */
  flush: v.tuple([]),
  /** `onexit` or `onerror` begins, which may take longer than the end of a call. */
  exiting: v.tuple([]),
  end: v.tuple([ending]),
  /** What the user has said: one command. */
  command: v.tuple([]),
  encode: v.tuple([encodeOptions]),
  /** Bytes of a character set as a text. */
  decode: v.tuple([v.string(), v.string()]),
  uuid: v.tuple([]),
  system: v.tuple([v.string()]),
  /** SQL, and the values for its places. */
  database: v.tuple([v.string(), v.array(bound)]),
  http: v.tuple([v.string(), httpOptions]),
  dial: v.tuple([v.string(), v.unknown()]),
  /** Of a connection: its number, and for how many ms. */
  read: v.tuple([v.number(), v.number()]),
  write: v.tuple([v.number(), v.string()]),
  hangUp: v.tuple([v.number()]),
  ...threadRequests,
} as const;

export type RequestName = keyof typeof table;

/** The arguments of a request. */
export type Arguments<Name extends RequestName> = v.InferOutput<(typeof table)[Name]>;

/** The arguments that each request has to have. */
export const requests: { readonly [Name in RequestName]: v.GenericSchema<unknown, Arguments<Name>> } = table;

/** What a function of an exchange answered: a failed one has its text beside the value that FMZ returns then. */
export interface ExchangeAnswer {
  readonly value?: unknown;
  readonly error?: string;
  /** It fails whenever it is called, which is told once. */
  readonly once?: boolean;
}

/** What each request is answered with. It travels as JSON. */
export interface Results extends ThreadResults {
  exchange: ExchangeAnswer;
  tell: undefined;
  flush: null;
  exiting: undefined;
  end: undefined;
  command: string | null;
  encode: string;
  decode: string;
  uuid: string;
  system: string | number | null;
  database: Rows | { readonly error: string };
  http: HttpAnswer;
  dial: number;
  read: { readonly text: string } | { readonly bytes: string } | null;
  write: number;
  hangUp: undefined;
}

/** Carries out requests of a worker. One that throws makes the strategy's call throw, with its message. */
export type Handlers = {
  readonly [Name in RequestName]: (...args: Arguments<Name>) => Promise<Results[Name]> | Results[Name];
};

/** The JSON of a request: its ticket, which the answer bears, its name and its arguments. */
export const requestMessage = v.pipe(
  v.string(),
  v.parseJson(),
  v.tuple([v.number(), v.string(), v.array(v.unknown())]),
);

/** What a worker is told without having asked: that a connection of Dial or a message can be read, and what another wrote with _G. */
export type Notice =
  | { readonly connection: number }
  | { readonly messageOf: number }
  | { readonly state: { readonly key?: string | undefined; readonly value: unknown } };

/** What goes back: the ticket, which is that of no request for a notice, whether the request threw, and the JSON of what came of it. */
export type AnswerMessage = readonly [ticket: number, threw: boolean, json: string];
