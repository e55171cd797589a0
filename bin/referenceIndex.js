/** Subjects, and the files below src that are about them: the first that fits counts. */
const subjects = [
  [
    'The definition, and `api`',
    /^adapter\/(Exchange|Api|defineExchange|hosts|LimitTable|session|marketHours|relayIo)\.|^http\/limit/,
  ],
  ["FMZ's methods and structures", /^protocol\/(methods|structures)\./],
  ['Streams', /stream/i],
  ['FIX', /^(adapter\/)?fix/i],
  ['Orders', /order|changeOnce|writeOnce|openBySymbol/i],
  ['Instruments and symbols', /instrument|selection|steps|tickSizes|contractCodes|spelling|symbol/i],
  ['Bars', /bars|\/time\./i],
  ['Keys and signatures', /^signing|envelope/],
  ['Errors', /Error/],
  ['Decimals', /decimal/],
  ['Kept values', /SwrCache/],
  ['Tests', /^(testing|recording|check)/],
  ['Requests, replies and their rows', /./],
];

/**
 * The index of docs/reference.md: links to what can be imported, by subject.
 *
 * @param titles the headings before those of the entries.
 * @param entries with their files below src, in the order of the page.
 */
export function renderIndex(titles, entries) {
  const seen = new Map();
  // Of headings that differ in case alone, GitHub numbers those that come later.
  const anchorOf = (title) => {
    const anchor = title.toLowerCase();
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  };
  for (const title of titles) anchorOf(title);
  const links = entries.map(({ name, file }) => ({
    subject: subjectOf(file),
    link: `[\`${name}\`](#${anchorOf(name)})`,
  }));
  return subjects.map(([subject]) => {
    const own = links.filter((one) => one.subject === subject);
    return `**${subject}:** ${own.map(({ link }) => link).join(', ')}`;
  });
}

function subjectOf(file) {
  const [subject] = subjects.find(([, files]) => files.test(file));
  return subject;
}
