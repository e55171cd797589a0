import { say } from '../../wording/say.js';
import type { Globals } from './Runtime.js';

/** The version of FMZ's docker that is played. */
const DOCKER = '3.7';

/** What a strategy learns of where it runs, GetCommand, Mail, and the channel between robots. */
export const systemGlobals: Globals = ({ bridge, failures, routines }) => {
  const mail = () => {
    failures.report(
      'Mail',
      say('no mail is sent here: Log with @ at the end of the text tells what FMZ would push'),
      {
        once: true,
      },
    );
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
      failures.report(
        'GetChannelData',
        say('no other robot runs here: only what this one has set can be read'),
        {
          once: true,
        },
      );
      return null;
    },
  };
};
