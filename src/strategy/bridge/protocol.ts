import * as v from 'valibot';

/**
 * What a worker may ask of the main thread: the arguments of each request. They come out of a strategy, so they are parsed.
 * Another request is one more entry here, one in {@link Results}, and one handler.
 */
export const requests = {
  /** A function of `exchanges[index]`, carried out by FMZ's docker. */
  exchange: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.string(), v.array(v.unknown())]),
  /** Waits until all that was told before has been taken. */
  flush: v.tuple([]),
} as const;

export type RequestName = keyof typeof requests;

/** The arguments of a request. */
export type Arguments<Name extends RequestName> = v.InferOutput<(typeof requests)[Name]>;

/** What a function of an exchange answered: a failed one has its text beside the value that FMZ returns then. */
export interface ExchangeAnswer {
  readonly value?: unknown;
  readonly error?: string;
}

/** What each request is answered with. It travels as JSON. */
export interface Results {
  exchange: ExchangeAnswer;
  flush: null;
}

/** Carries out requests of a worker. One that throws makes the strategy's call throw, with its message. */
export type Handlers = {
  readonly [Name in RequestName]: (...args: Arguments<Name>) => Promise<Results[Name]> | Results[Name];
};

/** A request of the worker: its ticket, which the answer bears, its name and its arguments. */
export const requestMessage = v.tuple([v.number(), v.string(), v.unknown()]);

/** The ticket of what is told, and has no answer. */
export const NO_TICKET = 0;

/** The places in the memory that both threads share. */
export const memory = {
  /** How many messages the main thread has sent: a waiting worker sleeps on it. */
  sent: 0,
  /** 1 once the strategy has to stop. */
  stopped: 1,
  length: 2,
} as const;

/** Between the ticket and the JSON of an answer. */
export const answerMarks = { value: ':', thrown: '!' } as const;
