import { element } from '../../../page/browser/dom.js';
import type { ConsoleModel, Matrix } from '../model.js';
import type { Speaker } from './Speaker.js';

/** Which exchange has which of FMZ's functions. Exchanges are loaded for it, so it is asked for when it is looked at. */
export function matrixTable(
  { methods }: ConsoleModel,
  { speaker, load }: { speaker: Speaker; load(): Promise<Matrix> },
): HTMLElement {
  const into = element(
    'div',
    '',
    element(
      'p',
      'note',
      speaker.text((words) => words.loadMatrix),
    ),
  );
  const details = element(
    'details',
    '',
    element(
      'summary',
      '',
      element(
        'h2',
        '',
        speaker.text((words) => words.sections.matrix),
      ),
    ),
    into,
  );
  let matrix: Matrix | undefined;
  const draw = () => {
    if (!matrix) return;
    const { exchanges, failed } = matrix;
    const { words } = speaker;
    const row = (title: string, cells: readonly HTMLElement[]) => {
      const head = element('th', '', title);
      head.scope = 'row';
      return element('tr', '', head, ...cells);
    };
    const rows = methods.map(({ name, fmz }) =>
      row(
        fmz,
        exchanges.map((exchange) => {
          const has = exchange.methods.some((one) => one === name);
          const cell = element('td', has ? 'up mark' : 'mark', has ? '✓' : '–');
          cell.setAttribute('aria-label', has ? words.yes : '–');
          const reason = Object.entries(exchange.unsupported ?? {}).find(([one]) => one === name)?.[1];
          if (reason !== undefined) cell.title = reason;
          return cell;
        }),
      ),
    );
    const keys = row(
      words.matrixKeys,
      exchanges.map((one) =>
        element('td', 'mark', one.keys === 'required' ? words.required : words.notRequired),
      ),
    );
    const heads = exchanges.map(({ name }) => {
      const head = element('th', 'mark', name.replace('/', '/\u200b'));
      head.scope = 'col';
      return head;
    });
    const head = element('tr', '', element('th', '', words.columns.method), ...heads);
    const scrolls = element(
      'div',
      'scrolls matrix',
      element('table', '', element('thead', '', head), element('tbody', '', ...rows, keys)),
    );
    scrolls.tabIndex = 0;
    scrolls.setAttribute('role', 'region');
    scrolls.setAttribute('aria-label', words.sections.matrix);
    const notes = failed.map(({ name, reason }) =>
      element('p', 'down breaks', `${name} ${words.notLoaded}: ${reason}`),
    );
    into.replaceChildren(scrolls, ...notes);
  };
  details.addEventListener('toggle', async () => {
    if (!details.open) return;
    matrix = await load().catch(() => matrix);
    draw();
  });
  speaker.follow(draw);
  return details;
}
