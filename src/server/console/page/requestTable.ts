import { element } from '../../../page/browser/dom.js';
import { moment } from '../../../page/browser/figures.js';
import type { ShownRequest } from '../model.js';
import type { Speaker } from './Speaker.js';

/** How many rows there are at most: the newest. */
const ROWS = 200;

const COLUMNS = [
  ['time', ''],
  ['exchange', ''],
  ['method', ''],
  ['symbol', ''],
  ['result', ''],
  ['ms', 'number'],
  ['upstream', 'number wide'],
] as const;

/** The requests, newest first, with what chooses among them. */
export function requestTable(speaker: Speaker): {
  node: HTMLElement;
  show(requests: readonly ShownRequest[]): void;
} {
  const filter = element('input', '');
  filter.type = 'search';
  filter.autocomplete = 'off';
  const errorsOnly = element('input', '');
  errorsOnly.type = 'checkbox';
  const pause = element('button', '');
  pause.type = 'button';
  const rows = element('tbody', '');
  const note = element('p', 'note');
  let latest: readonly ShownRequest[] = [];
  /** Those that are looked at: while it is paused, no newer ones. */
  let requests = latest;
  let paused = false;

  const fits = (request: ShownRequest) => {
    const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const { exchange, method, symbol, path = '', error = '' } = request;
    const text = [exchange, method, symbol, path, error].join(' ').toLowerCase();
    return (!errorsOnly.checked || !request.ok) && words.every((word) => text.includes(word));
  };
  const draw = () => {
    const { words } = speaker;
    const shown = requests.filter(fits).slice(-ROWS).reverse();
    rows.replaceChildren(...shown.flatMap((request) => rowsOf(request, speaker)));
    note.textContent = shown.length > 0 ? '' : requests.length > 0 ? words.noneFit : words.none;
    note.hidden = shown.length > 0;
  };
  filter.addEventListener('input', draw);
  errorsOnly.addEventListener('change', draw);
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    say();
    show(latest);
  });
  const show = (all: readonly ShownRequest[]) => {
    latest = all;
    if (paused) return;
    requests = all;
    draw();
  };
  const say = () => {
    pause.textContent = paused ? speaker.words.goOn : speaker.words.pause;
  };
  speaker.follow(() => {
    say();
    draw();
  });

  const head = COLUMNS.map(([column, className]) =>
    element(
      'th',
      className,
      speaker.text((words) => words.columns[column]),
    ),
  );
  const table = element('table', '', element('thead', '', element('tr', '', ...head)), rows);
  const scrolls = element('div', 'scrolls requests', table);
  // What scrolls has to be reached by keyboard, too.
  scrolls.tabIndex = 0;
  scrolls.setAttribute('role', 'region');
  speaker.follow((words) => scrolls.setAttribute('aria-label', words.sections.requests));
  return {
    node: element(
      'div',
      '',
      element(
        'div',
        'bar',
        element(
          'label',
          'inline',
          speaker.text((words) => words.filter),
          filter,
        ),
        element(
          'label',
          'inline',
          errorsOnly,
          speaker.text((words) => words.onlyErrors),
        ),
        pause,
      ),
      scrolls,
      note,
    ),
    show,
  };
}

function rowsOf(request: ShownRequest, { words }: Speaker): HTMLElement[] {
  const { exchange, method, symbol, path, ok, error, milliseconds, upstream, memoryAge } = request;
  const time = element('td', 'time', clock(request.time));
  time.title = moment(request.time);
  const calls = memoryAge === undefined ? String(upstream) : words.streamed;
  const row = element(
    'tr',
    error === undefined ? '' : 'failed',
    time,
    element('td', '', exchange || '-'),
    element('td', '', method || '-'),
    element('td', path === undefined ? '' : 'breaks', path ?? (symbol || '-')),
    element('td', ok ? 'up' : 'down', ok ? words.ok : words.error),
    element('td', 'number', String(milliseconds)),
    element('td', 'number wide', calls),
  );
  row.dataset.id = String(request.id);
  if (error === undefined) return [row];
  const cell = element('td', 'down breaks', error);
  cell.colSpan = COLUMNS.length;
  return [row, element('tr', 'more', cell)];
}

/** Local time to the second; with the day where it is not today. */
export function clock(ms: number): string {
  const text = moment(ms);
  return text.slice(0, 10) === moment(Date.now()).slice(0, 10) ? text.slice(11) : text.slice(5);
}
