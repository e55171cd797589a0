/** What a server proves its name with. */
export interface Certificate {
  /** In PEM, with those of the authorities between it and the one that clients trust. */
  cert: string;
  /** In PEM. */
  key: string;
  /** Whether it holds a host name, in lower case. */
  isFor(name: string): boolean;
}
