import { type StatsListener, unwatchFile, watchFile } from 'node:fs';
import { messageOf } from '../../protocol/thrown.js';
import { Once } from '../../server/guards/Once.js';
import type { Log } from '../../server/Log.js';
import type { Certificate } from '../../server/tls/Certificate.js';
import { say } from '../../wording/say.js';
import {
  type CertificateFiles,
  type DatedCertificate,
  noteOn,
  readCertificate,
  timeOf,
} from './certificate.js';

/** How often the files are looked at, and how long after a change they are read, for there are two of them, in ms. */
const INTERVAL = 1000;
/** How often the date is looked at, in ms. */
const HOUR = 3600 * 1000;

/**
 * Takes up certificates that are renewed on disk, until it is stopped. What cannot be used changes nothing, and is told once.
 * Files are looked at again and again: renewed ones are often links that point elsewhere, which no event of the system tells.
 *
 * @returns stops it.
 */
export function watchCertificate(
  files: CertificateFiles,
  first: DatedCertificate,
  told: {
    log: Pick<Log, 'message'>;
    onRenewed(renewed: Certificate): void;
    /** Told again and again what is wrong with its date or its renewal, if anything is. */
    onNote(note: string | undefined): void;
  },
): () => void {
  const { log, onRenewed, onNote } = told;
  let current = first;
  let refused: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const warnings = new Once((text) => log.message('warn', text));
  const look = () => {
    const notes = [noteOn(current), refused].filter((note) => note !== undefined);
    onNote(notes.length > 0 ? notes.join('; ') : undefined);
    for (const note of notes) warnings.tell(note);
  };

  async function read(): Promise<void> {
    try {
      const renewed = await readCertificate(files);
      refused = undefined;
      if (renewed.cert !== current.cert || renewed.key !== current.key) {
        current = renewed;
        onRenewed(renewed);
        log.message(
          'info',
          say('the TLS certificate was renewed: it is valid until {time}', { time: timeOf(renewed.until) }),
        );
      }
    } catch (error) {
      refused = say('the TLS certificate stays as it was: {reason}', { reason: messageOf(error) });
    }
    look();
  }

  const onChange: StatsListener = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void read(), INTERVAL).unref();
  };
  const paths = [files.cert, files.key];
  for (const path of paths) watchFile(path, { interval: INTERVAL, persistent: false }, onChange);
  const looking = setInterval(look, HOUR).unref();
  look();
  return () => {
    clearTimeout(timer);
    clearInterval(looking);
    for (const path of paths) unwatchFile(path, onChange);
  };
}
