/** What the page says, in one language. */
export interface Words {
  readonly title: string;
  readonly plugin: string;
  readonly live: string;
  readonly lost: string;
  readonly outdated: string;
  readonly reload: string;
  readonly language: string;
  readonly sections: Readonly<Record<'times' | 'requests' | 'errors' | 'call' | 'matrix', string>>;
  readonly figures: Readonly<Record<'requests' | 'errors' | 'median' | 'slow', string>>;
  readonly plots: Readonly<Record<'each' | 'summary' | 'failed' | 'time' | 'hint' | 'nothing', string>>;
  readonly columns: Readonly<
    Record<
      | 'time'
      | 'exchange'
      | 'method'
      | 'symbol'
      | 'result'
      | 'ms'
      | 'upstream'
      | 'count'
      | 'errors'
      | 'median',
      string
    >
  >;
  readonly slowest: string;
  readonly ok: string;
  readonly error: string;
  readonly streamed: string;
  readonly filter: string;
  readonly onlyErrors: string;
  readonly pause: string;
  readonly goOn: string;
  readonly none: string;
  readonly noneFit: string;
  readonly noErrors: string;
  readonly remedy: string;
  readonly unknownOutcome: string;
  readonly unreached: string;
  readonly form: Readonly<
    Record<
      'exchange' | 'method' | 'optional' | 'keys' | 'keysNote' | 'access' | 'secret' | 'send' | 'sending',
      string
    >
  >;
  /** Names of params that a person fills in. */
  readonly params: Readonly<Record<string, string>>;
  readonly marketNote: string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly unclear: string;
  readonly cut: string;
  readonly ask: Readonly<Record<'trade' | 'cancel' | 'modifyorder' | 'setmarginlevel' | 'io', string>>;
  readonly askMoney: string;
  readonly askPaper: string;
  readonly confirm: Readonly<Record<'trade' | 'other' | 'back', string>>;
  readonly loadMatrix: string;
  readonly matrixKeys: string;
  readonly required: string;
  readonly notRequired: string;
  readonly notLoaded: string;
  readonly yes: string;
}
