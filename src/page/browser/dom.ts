/** An element with text or others in it: what a strategy wrote is never read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...content: readonly (string | Node)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

/** A table that scrolls by itself where it is wider than the page; numbers stand on the right. */
export function table(
  columns: readonly { title: string; number?: boolean }[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const kind = (index: number) => (columns[index]?.number ? 'number' : '');
  const head = element('tr', '', ...columns.map(({ title }, index) => element('th', kind(index), title)));
  const body = rows.map((row) =>
    element('tr', '', ...row.map((cell, index) => element('td', kind(index), cell))),
  );
  return element(
    'div',
    'scrolls',
    element('table', '', element('thead', '', head), element('tbody', '', ...body)),
  );
}
