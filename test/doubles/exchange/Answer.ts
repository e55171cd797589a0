/** What goes back to the client. */
export interface Answer {
  status: number;
  body: unknown;
  /** Beside the type and the length of the body. */
  headers?: Record<string, string>;
}
