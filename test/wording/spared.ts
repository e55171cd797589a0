/** Texts that are not this program's own words to people: where they stand, and what they look like. Each says why. */
export const spared: readonly { why: string; path: RegExp; text: RegExp }[] = [
  { why: 'HTTP says it in English', path: /^server\//, text: /^'405 Method Not Allowed'$/ },
  { why: 'statements of SQL', path: /^strategy\/database\//, text: /^'PRAGMA / },
  {
    why: "exchanges' own words for their codes",
    path: /^exchanges\/\w+\/orders\.ts$/,
    text: /^'(Order does not exist|order not found)'$/,
  },
];
