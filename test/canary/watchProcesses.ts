import { readdirSync, readFileSync } from 'node:fs';

/** Notes the command lines of this process's descendants, as anybody on the machine can read them. */
export function watchProcesses(): { seen: Set<string>; stop(): void } {
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const line of commandLines()) seen.add(line);
  }, 50);
  return { seen, stop: () => clearInterval(timer) };
}

function commandLines(): string[] {
  const parents = new Map<string, string>();
  for (const pid of numbersIn('/proc')) {
    // The name of a program may hold brackets and blanks.
    const parent = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1];
    if (parent !== undefined) parents.set(pid, parent);
  }
  const isOurs = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)));
  return [...parents.keys()]
    .filter((pid) => pid !== String(process.pid) && isOurs(pid))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

/** Other systems have no such folder. */
function numbersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** A process may have ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
