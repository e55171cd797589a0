import fc from 'fast-check';

/** How an envelope is written: the order of its members and its white space are not promised. */
export interface EnvelopeStyle {
  dataFirst: boolean;
  indent: number;
}

export const style: fc.Arbitrary<EnvelopeStyle> = fc.record({
  dataFirst: fc.boolean(),
  indent: fc.constantFrom(0, 0, 0, 2),
});

/** The text of a successful answer. */
export function envelope(data: readonly unknown[], { dataFirst, indent }: EnvelopeStyle): string {
  const body = dataFirst ? { data, code: '0', msg: '' } : { code: '0', msg: '', data };
  return JSON.stringify(body, null, indent);
}

/** The text of an answer without any rows. */
export const nothing = envelope([], { dataFirst: false, indent: 0 });
