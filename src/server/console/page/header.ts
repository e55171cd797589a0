import { element } from '../../../page/browser/dom.js';
import type { ConsoleModel } from '../model.js';
import type { Language, Speaker } from './Speaker.js';
import type { Words } from './words.js';

/** Whether the page hears of what happens. */
type Connection = 'live' | 'lost' | 'outdated';

const LANGUAGES = [
  ['en', 'English'],
  ['zh-CN', '中文'],
] as const satisfies readonly (readonly [Language, string])[];

/** What the page is of, whether it is live, its languages, and the ways to its parts. */
export function header(
  model: ConsoleModel,
  speaker: Speaker,
): { node: HTMLElement; tell(connection: Connection): void } {
  const state = element('span', 'badge');
  const banner = element('div', 'banner');
  banner.setAttribute('role', 'status');
  const reload = element('button', '');
  reload.type = 'button';
  reload.addEventListener('click', () => location.reload());
  let connection: Connection | undefined;
  const draw = (words: Words) => {
    state.textContent = connection === 'live' ? words.live : '';
    reload.textContent = words.reload;
    banner.replaceChildren(
      ...(connection === 'lost' ? [words.lost] : []),
      ...(connection === 'outdated' ? [words.outdated, ' ', reload] : []),
    );
    banner.hidden = connection === undefined || connection === 'live';
    document.documentElement.lang = speaker.language;
    document.title = `fmzproto – ${words.title}`;
  };
  speaker.follow(draw);

  const buttons = LANGUAGES.map(([language, name]) => {
    const button = element('button', '', name);
    button.type = 'button';
    button.lang = language;
    button.addEventListener('click', () => speaker.speak(language));
    speaker.follow(() => button.setAttribute('aria-pressed', String(speaker.language === language)));
    return button;
  });
  const languages = element('div', 'languages', ...buttons);
  languages.setAttribute('role', 'group');
  speaker.follow((words) => languages.setAttribute('aria-label', words.language));

  const parts = (['requests', 'errors', 'times', 'call', 'matrix'] as const).map((part) => {
    const link = element(
      'a',
      '',
      speaker.text((words) => words.sections[part]),
    );
    link.href = `#${part}`;
    return link;
  });
  return {
    node: element(
      'header',
      '',
      element('div', 'top', element('h1', '', 'fmzproto'), languages),
      element(
        'p',
        'facts',
        state,
        ` ${model.version} · `,
        speaker.text((words) => words.plugin),
        ' ',
        element('code', '', model.plugin),
      ),
      element('nav', '', ...parts),
      banner,
    ),
    tell(now) {
      if (now === connection) return;
      connection = now;
      draw(speaker.words);
    },
  };
}
