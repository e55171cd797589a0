/** The page's colors, which follow the reader's choice of light or dark. */
export interface Theme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly paper: string;
  readonly up: string;
  readonly down: string;
  readonly warn: string;
  readonly palette: readonly string[];
  readonly font: string;
}

/** As the style sheet has it now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const [text, muted, grid, paper] = ['text', 'muted', 'grid', 'paper'].map(read);
  const [up, down, warn] = ['up', 'down', 'warn'].map(read);
  return {
    text: text ?? '',
    muted: muted ?? '',
    grid: grid ?? '',
    paper: paper ?? '',
    up: up ?? '',
    down: down ?? '',
    warn: warn ?? '',
    palette: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => read(`line-${number}`)),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
}

/** A color that a strategy named, or one of the page's own; what is no color is as if none had been named. */
export function colorOf(named: string | null | undefined, theme: Theme, otherwise: string): string {
  if (named === 'up' || named === 'down' || named === 'muted' || named === 'warn') return theme[named];
  return named && CSS.supports('color', named) ? named : otherwise;
}

/** How an axis of a plot is drawn, as uPlot takes it. */
export function axisLook(theme: Theme) {
  return {
    stroke: theme.muted,
    font: theme.font,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { stroke: theme.grid, width: 1, size: 4 },
  };
}
