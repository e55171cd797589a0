const PEM =
  /-----BEGIN (?<kind>(?:RSA |EC )?PRIVATE KEY)-----(?<digits>[A-Za-z0-9+/=\s]+)-----END \k<kind>-----/;

/**
 * Finds a private key in PEM, also where its line breaks were lost in a text box, became blanks, or became `\n`.
 *
 * @returns what it is called, and its base64 without white space; `undefined` where there is none.
 */
export function findPem(text: string): { kind: string; digits: string } | undefined {
  const { kind, digits } = PEM.exec(text.replace(/\\r|\\n/g, '\n'))?.groups ?? {};
  return kind === undefined || digits === undefined
    ? undefined
    : { kind, digits: digits.replace(/\s+/g, '') };
}

/** A private key in PEM with the line breaks that it has to have; any other text as it is. */
export function restorePem(text: string): string {
  const found = findPem(text);
  if (!found) return text;
  const { kind, digits } = found;
  return [`-----BEGIN ${kind}-----`, ...(digits.match(/.{1,64}/g) ?? []), `-----END ${kind}-----`, ''].join(
    '\n',
  );
}
