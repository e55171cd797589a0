/** What is to be known of an address. */
export interface AddressState {
  address: string;
  state: 'open' | 'connecting' | 'closed';
  topics: number;
  /** Connections that were opened after one was lost. */
  reconnects: number;
  /** Connections that could not be opened. */
  failed_attempts: number;
  /** How often something was missing in a topic, which was subscribed anew. */
  gaps: number;
  /** Milliseconds since anything came; `null` where no connection is open. */
  last_message_ms: number | null;
}
