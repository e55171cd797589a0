import os from 'node:os';

/** As Go names them, which FMZ's docker is written in. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/**
 * FMZ's SysInfo: of this machine's state only what says nothing of its user.
 *
 * @returns null for what is not told.
 */
export function systemInfo(attribute: string): string | number | null {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = ARCHITECTURES[process.arch] ?? process.arch;
  const known: Readonly<Record<string, () => string | number>> = {
    os: () => system,
    arch: () => arch,
    'os/arch': () => `${system}/${arch}`,
    pid: () => process.pid,
    ncpu: () => os.availableParallelism(),
    version: () => process.version,
    mem: () => process.memoryUsage.rss(),
    sys_mem: () => os.totalmem(),
  };
  return Object.hasOwn(known, attribute) ? (known[attribute]?.() ?? null) : null;
}
