import { element } from '../../../page/browser/dom.js';
import { type ConsoleModel, MOST_REQUESTS, type ShownRequest } from '../model.js';
import { Api, Outdated } from './api.js';
import { callForm } from './callForm.js';
import { errorList } from './errorList.js';
import { figureCards, functionTable } from './functionTable.js';
import { header } from './header.js';
import { matrixTable } from './matrixTable.js';
import { LatencyPlots } from './plots.js';
import { repeat } from './repeat.js';
import { requestTable } from './requestTable.js';
import { Speaker } from './Speaker.js';
import type { Words } from './words.js';

const data = document.getElementById('data')?.textContent;
if (data) show(JSON.parse(data), document.body);

function show(model: ConsoleModel, page: HTMLElement): void {
  const speaker = new Speaker(navigator.languages);
  const api = new Api(model.token);
  const top = header(model, speaker);
  const cards = element('div', 'cards');
  const plot = element('div', 'plots');
  const plots = new LatencyPlots(plot, speaker);
  const functions = element('div', '');
  const hint = element('p', 'note');
  const table = requestTable(speaker);
  const errors = errorList(speaker);
  let requests: readonly ShownRequest[] = [];
  let outdated = false;

  const drawFigures = () => {
    cards.replaceChildren(...figureCards(requests, speaker));
    const { plots: said } = speaker.words;
    hint.textContent = requests.length > 0 ? said.hint : said.nothing;
    functions.replaceChildren(...functionTable(requests, speaker));
  };
  const isOutdated = () => {
    outdated = true;
    top.tell('outdated');
  };
  const refresh = repeat(async () => {
    if (outdated) return;
    try {
      const { requests: latest } = await api.requestsAfter(requests.at(-1)?.id ?? 0);
      top.tell('live');
      if (latest.length === 0) return;
      requests = [...requests, ...latest].slice(-MOST_REQUESTS);
      drawFigures();
      plots.draw(requests);
      table.show(requests);
      errors.show(requests);
    } catch (error) {
      if (error instanceof Outdated) isOutdated();
      else top.tell('lost');
    }
  });

  const form = callForm(model, { speaker, api, onAnswer: refresh, onOutdated: isOutdated });
  const section = (name: keyof Words['sections'], ...content: readonly HTMLElement[]) => {
    const made = element(
      'section',
      '',
      element(
        'h2',
        '',
        speaker.text((words) => words.sections[name]),
      ),
      ...content,
    );
    made.id = name;
    return made;
  };
  const matrix = element('section', '', matrixTable(model, { speaker, load: () => api.matrix() }));
  matrix.id = 'matrix';
  page.append(
    element(
      'main',
      '',
      top.node,
      cards,
      section('requests', table.node),
      section('errors', errors.node),
      section('times', plot, hint, functions),
      section('call', form),
      matrix,
    ),
  );
  speaker.follow(drawFigures);
  refresh();
}
