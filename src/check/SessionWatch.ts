/** A message that was sent over a FIX line. */
export interface WatchedMessage {
  /** The line's name: `trade`. */
  line: string;
  /** MsgType (35): `A` is a Logon, `D` an order. */
  type: string;
  /** ClOrdID (11); absent where it has none. */
  id?: string | undefined;
}

/** What goes over the FIX lines of an exchange, where the plugin that is checked runs in this process. */
export interface SessionWatch {
  /** In the order in which it was sent; grows. */
  readonly sent: readonly WatchedMessage[];
  /** Values of Logons that prove who is asking; grows. */
  readonly proofs: ReadonlySet<string>;
  /** Everything that the plugin has logged, its debug lines among it. */
  log(): string;
  /** Cuts all connections, as a network does. */
  cut(): void;
  /**
   * Cuts the connection right behind the next message of a type, before its answer.
   *
   * @returns ends that, and tells whether it was done.
   */
  cutBehind(type: string): () => boolean;
}

/** The Logons by line. */
export function logonsOf(sent: readonly WatchedMessage[]): Map<string, number> {
  const logons = new Map<string, number>();
  for (const { line, type } of sent) if (type === 'A') logons.set(line, (logons.get(line) ?? 0) + 1);
  return logons;
}

/** Ids that more than one order was sent with. */
export function repeatedOrders(sent: readonly WatchedMessage[]): string[] {
  const ids = sent.flatMap(({ type, id }) => (type === 'D' && id !== undefined ? [id] : []));
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}
