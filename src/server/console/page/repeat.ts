/** How long the page waits before it asks again for what is new, in ms. */
const PAUSE = 1000;

/**
 * Does something again and again, never twice at once, and not while nobody looks at the page.
 *
 * @param work never rejects.
 * @returns what does it at once.
 */
export function repeat(work: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  const run = async () => {
    wanted = true;
    if (running) return;
    clearTimeout(timer);
    running = true;
    while (wanted) {
      wanted = false;
      await work();
    }
    running = false;
    if (!document.hidden) timer = setTimeout(run, PAUSE);
  };
  document.addEventListener('visibilitychange', () => document.hidden || run());
  return run;
}
