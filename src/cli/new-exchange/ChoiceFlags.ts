/** What every exchange is asked about, as flags hold it. */
interface SharedChoices {
  'base-url': string;
  products: string;
  symbols: string;
  symbol: string;
  quote: string;
}

/** Every choice of an exchange over HTTP. */
export interface AllRestChoices extends SharedChoices {
  protocol: 'rest';
  style: string;
  signing: string;
}

/** Every choice of an exchange over FIX. */
export interface AllFixChoices extends SharedChoices {
  protocol: 'fix';
  lines: string;
  logon: string;
}

export type AllChoices = AllRestChoices | AllFixChoices;

/** Choices as flags hold them; the person at the terminal is asked for the others. */
export type ChoiceFlags = {
  [Name in keyof AllRestChoices | keyof AllFixChoices]?: string | undefined;
};
