import { cutToScreen, type Screen } from '../terminal/screen.js';

/** How often it is drawn at most, in ms. */
const PACE = 200;

/** What it is drawn on. */
interface FooterOptions {
  /** A terminal. */
  write(text: string): void;
  screen(): Screen;
  /** The text as it is now, which fits the width. */
  render(): { body: string; lastLine: string };
}

/** The lines at the bottom of a terminal that stay in their place while the log runs above them. */
export class Footer {
  readonly #options: FooterOptions;
  readonly #timer: NodeJS.Timeout;
  #height = 0;

  constructor(options: FooterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#draw(), PACE);
  }

  /** Wipes it, so that lines can be written in its place; it is drawn again below them. */
  wipe(): void {
    if (this.#height === 0) return;
    this.#options.write(this.#erased());
    this.#height = 0;
  }

  /** The terminal has gone a line down by itself: something was typed below it. */
  lower(): void {
    if (this.#height > 0) this.#height += 1;
  }

  close(): void {
    clearInterval(this.#timer);
    this.wipe();
  }

  #draw(): void {
    const { columns, rows } = this.#options.screen();
    const { body, lastLine } = this.#options.render();
    // The log needs room, too.
    const room: Screen = {
      ...(columns !== undefined && { columns }),
      ...(rows !== undefined && { rows: Math.max(2, Math.floor(rows / 2) - 1) }),
    };
    const text = [...(body === '' ? [] : [cutToScreen(body, room)]), lastLine].join('\n');
    this.#options.write(`${this.#erased()}${text}\n`);
    this.#height = text.split('\n').length;
  }

  #erased(): string {
    return this.#height === 0 ? '' : `\u001B[${this.#height}A\r\u001B[J`;
  }
}
