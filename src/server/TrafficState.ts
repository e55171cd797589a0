/** What one server takes at once. */
export interface TrafficLimits {
  connections: number;
  /** Requests that are at work, on all connections. */
  requests: number;
  /** Requests on one connection that wait for the ones before them. */
  waiting: number;
}

/** What one server has at work. */
export interface TrafficState {
  connections: number;
  /** Requests that are at work, on all connections. */
  requests: number;
  /** Requests that wait for the ones before them on their connection. */
  waiting: number;
  /**
   * Requests that were refused before anything was done about them: as `--allow` does not name the client, for their headers, and
   * as there was no room.
   */
  refused: Record<'client' | 'headers' | 'room', number>;
  limits: TrafficLimits;
}
