/** How long nothing moves at first, and how often it moves then, in ms. */
const TIMES = { patience: 1000, step: 100 };

const FRAMES = ['|', '/', '-', '\\'] as const;

/** What {@link showWaiting} draws on. */
interface WaitingOptions {
  /** A terminal. */
  write(text: string): void;
  /** What is waited for, in a few words. */
  label: string;
}

/**
 * Shows on a terminal that something is waited for, once that takes longer than a second, and wipes it in the end.
 *
 * @returns what was waited for.
 */
export async function showWaiting<T>(wait: Promise<T>, { write, label }: WaitingOptions): Promise<T> {
  const start = performance.now();
  let frame = 0;
  let drawn = false;
  const draw = () => {
    const seconds = Math.floor((performance.now() - start) / 1000);
    write(`\r\u001B[K${FRAMES[frame++ % FRAMES.length]} ${label}, ${seconds} s`);
    drawn = true;
  };
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, TIMES.step);
  }, TIMES.patience);
  try {
    return await wait;
  } finally {
    clearTimeout(timer);
    if (drawn) write('\r\u001B[K');
  }
}
