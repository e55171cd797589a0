import { element } from '../../../../page/browser/dom.js';
import { readTheme } from '../../../../page/browser/theme.js';
import type { Plot, ReportModel } from '../model.js';
import { drawPlot, plotNotes } from './drawPlot.js';
import { callTables, figures, header, section, statusBar } from './summary.js';
import { type Words, wordsFor } from './words.js';

const data = document.getElementById('data')?.textContent;
if (data) show(JSON.parse(data), document.body);

/** Fills the page, and draws its plots again when their width or the colors change. */
function show(model: ReportModel, page: HTMLElement): void {
  const { words, language } = wordsFor(navigator.languages);
  document.documentElement.lang = language;
  document.title = `${model.file} – ${words.title}`;
  const plots = model.plots.map((plot) => ({ plot, into: element('div', 'plot') }));
  const sections = plots.map(({ plot, into }) => plotSection(plot, into, words));
  const left = model.pricesLeft > 0 ? [element('p', 'note', `${words.pricesLeft} ${model.pricesLeft}`)] : [];
  const hint = plots.some(({ plot }) => plot.panes.length > 0) ? [element('p', 'note', words.hint)] : [];
  page.append(
    element(
      'main',
      '',
      header(model, words),
      figures(model, words),
      ...hint,
      ...sections,
      ...left,
      ...statusBar(model, words),
      ...callTables(model, words),
      element('footer', 'note', `${words.madeBy} fmzproto ${model.version}`),
    ),
  );
  let drawn: ReturnType<typeof drawPlot>[] = [];
  const draw = () => {
    for (const one of drawn) one.remove();
    const theme = readTheme();
    drawn = plots
      .filter(({ plot }) => plot.panes.length > 0)
      .map(({ plot, into }, index) => drawPlot(into, plot, { words, theme, key: String(index) }));
  };
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  let width = page.clientWidth;
  new ResizeObserver(() => {
    if (page.clientWidth === width) return;
    width = page.clientWidth;
    for (const one of drawn) one.resize();
  }).observe(page);
}

function plotSection(plot: Plot, into: HTMLElement, words: Words): HTMLElement {
  const named = { profit: words.profit, price: plot.title, chart: plot.title || words.chart }[plot.kind];
  const subtitle = plot.subtitle === undefined ? [] : [element('p', 'note', plot.subtitle)];
  return section(named, ...subtitle, into, ...plotNotes(plot, words));
}
