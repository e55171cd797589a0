/** The two halves of an API key. */
export interface ApiKeys {
  /** Names the key; sent as it is. */
  accessKey: string;
  /** Signs; never sent. */
  secret: string;
}

/** An API key with a third part, which the user chose when making it. */
export interface PassphraseKeys extends ApiKeys {
  passphrase: string;
}
