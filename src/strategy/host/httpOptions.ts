import * as v from 'valibot';

/** What a strategy may say of a request; the body has a character for each byte. */
export const httpOptions = v.object({
  method: v.optional(v.string()),
  body: v.optional(v.string()),
  headers: v.optional(v.record(v.string(), v.unknown())),
  cookie: v.optional(v.string()),
  charset: v.optional(v.string()),
  format: v.optional(v.string()),
  proxy: v.optional(v.string()),
  /** In ms. */
  timeout: v.optional(v.number()),
});

export type HttpOptions = v.InferOutput<typeof httpOptions>;

/** What came back: the status is 0 where nothing did, and `Error` says why. FMZ's IHttpRet. */
export interface HttpAnswer {
  readonly StatusCode: number;
  /** The status in words, for fetch: FMZ's has none. */
  readonly Reason: string;
  readonly Header: Readonly<Record<string, string[]>>;
  readonly Body: string;
  readonly Length: number;
  readonly Error?: string;
}
