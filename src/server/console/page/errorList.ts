import { element } from '../../../page/browser/dom.js';
import type { ShownRequest } from '../model.js';
import { clock } from './requestTable.js';
import type { Speaker } from './Speaker.js';

/** How many errors are shown: each text once, of each exchange and function. */
const MOST = 10;

/** The last errors with what to do about them, newest first. */
export function errorList(speaker: Speaker): {
  node: HTMLElement;
  show(requests: readonly ShownRequest[]): void;
} {
  const node = element('div', '');
  let errors: readonly ShownRequest[] = [];
  const draw = () => {
    const kinds = new Map<string, ShownRequest[]>();
    for (const request of errors.toReversed()) {
      const key = [request.exchange, request.method, request.error].join('\n');
      kinds.set(key, [...(kinds.get(key) ?? []), request]);
    }
    const items = [...kinds.values()].slice(0, MOST).map((all) => errorItem(all, speaker));
    node.replaceChildren(
      items.length > 0 ? element('ul', 'errors', ...items) : element('p', 'note', speaker.words.noErrors),
    );
  };
  speaker.follow(draw);
  return {
    node,
    show(requests) {
      const found = requests.filter(({ ok }) => !ok);
      if (found.length === errors.length && found.at(-1)?.id === errors.at(-1)?.id) return;
      errors = found;
      draw();
    },
  };
}

/** @param all of one kind, the newest first. */
function errorItem(all: readonly ShownRequest[], { words }: Speaker): HTMLElement {
  const [newest] = all;
  const {
    exchange = '',
    method = '',
    symbol = '',
    path,
    error = '',
    hint,
    kind,
    unreached,
    time = 0,
  } = newest ?? {};
  const advice = unreached ? words.unreached : undefined;
  const remedy = hint ?? (kind === 'unknown_outcome' ? words.unknownOutcome : advice);
  const times = all.length > 1 ? [element('span', 'count', `× ${all.length}`)] : [];
  return element(
    'li',
    '',
    element(
      'p',
      'what',
      element('strong', '', [exchange, method, path ?? symbol].filter(Boolean).join(' ')),
      ' ',
      element('span', 'note', clock(time)),
      ' ',
      ...times,
    ),
    element('p', 'down breaks', error),
    ...(remedy === undefined
      ? []
      : [element('p', 'remedy breaks', element('strong', '', words.remedy), ' ', remedy)]),
  );
}
