import { element } from '../../../page/browser/dom.js';
import type { Words } from './words.js';

/** A write that is about to be sent. */
interface Write {
  exchange: string;
  /** As it goes over the wire. */
  method: string;
  /** What was filled in, by name, in the order of the fields. */
  values: ReadonlyMap<string, string>;
}

/** Asks once more before something is changed; resolves with whether it may. */
export function confirmWrite({ exchange, method, values }: Write, words: Words): Promise<boolean> {
  const question = new Map<string, string>(Object.entries(words.ask)).get(method) ?? words.ask.io;
  const paper = /^paper(\/|$)/i.test(exchange);
  const yes = element('button', 'primary', method === 'trade' ? words.confirm.trade : words.confirm.other);
  const no = element('button', '', words.confirm.back);
  const named = [...values].map(([name, value]) => [words.params[name] ?? name, value] as const);
  const rows = [[words.form.exchange, exchange] as const, ...named];
  const title = element('h2', '', question);
  title.id = 'question';
  const dialog = element(
    'dialog',
    '',
    title,
    element(
      'dl',
      '',
      ...rows.flatMap(([name, value]) => [element('dt', '', name), element('dd', 'breaks', value)]),
    ),
    element('p', 'note', paper ? words.askPaper : words.askMoney),
    element('div', 'bar', no, yes),
  );
  dialog.setAttribute('aria-labelledby', title.id);
  yes.addEventListener('click', () => dialog.close('yes'));
  no.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  // What is struck too early must not place an order.
  no.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
