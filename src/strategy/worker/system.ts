import type { Globals } from './Runtime.js';

/** The version of FMZ's docker that is played. */
const DOCKER = '3.7';

/** What a strategy learns of where it runs, GetCommand, Mail, and the channel between robots. */
export const systemGlobals: Globals = ({ bridge, failures, routines }) => {
  const said = new Set<string>();
  const once = (fn: string, text: string) => {
    if (said.has(fn)) return;
    said.add(fn);
    failures.report(fn, text);
  };
  const mail = () => {
    once('Mail', 'no mail is sent here: Log with @ at the end of the text tells what FMZ would push');
    return false;
  };
  let channel: unknown = null;
  return {
    IsVirtual: () => false,
    Version: () => DOCKER,
    GetOS: () => bridge.call('system', ['os/arch']),
    GetPid: () => bridge.call('system', ['pid']),
    SysInfo: (attribute: unknown) => bridge.call('system', [String(attribute)]),
    GetMeta: () => null,
    GetCommand: () => bridge.call('command', []),
    Mail: mail,
    Mail_Go: () => routines.done(mail()),
    SetChannelData(data: unknown) {
      channel = JSON.parse(JSON.stringify(data ?? null));
    },
    GetChannelData(robot: unknown) {
      if (Number(robot ?? 1) === 1) return channel;
      once(
        'GetChannelData',
        `robot ${String(robot)} does not run here: only what this one has set can be read`,
      );
      return null;
    },
  };
};
