import type { App } from '../../server/createApp.js';
import { Access } from '../../server/guards/Access.js';
import { type RunningServer, startServer } from '../../server/startServer.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import type { CertificateFiles, DatedCertificate } from './certificate.js';
import type { Listening } from './listening.js';
import type { OpenLog } from './openLog.js';

/** A certificate, and where it is renewed. */
interface Identity {
  files: CertificateFiles;
  certificate: DatedCertificate;
}

/**
 * Reads `--tls-cert` and `--tls-key`.
 *
 * @returns `undefined` without them.
 * @throws UsageError where one of them is missing, or cannot be used.
 */
export async function readIdentity(
  cert: string | undefined,
  key: string | undefined,
): Promise<Identity | undefined> {
  if (cert === undefined && key === undefined) return undefined;
  if (key === undefined)
    throw new UsageError(
      say('--tls-cert wants --tls-key as well: the file of the private key of the certificate'),
    );
  if (cert === undefined)
    throw new UsageError(say('--tls-key wants --tls-cert as well: the file of the certificate of that key'));
  const { readCertificate } = await import('./certificate.js');
  const files = { cert, key };
  return { files, certificate: await readCertificate(files) };
}

/**
 * Opens the port that FMZ's docker talks to, for those who may use it.
 *
 * @throws ListenError when the address cannot be listened on.
 */
export async function openPort(
  app: App,
  { port, identity, ...listening }: Listening & { port: number; identity: Identity | undefined },
  { log, troubles }: Pick<OpenLog, 'log' | 'troubles'>,
): Promise<RunningServer> {
  const { host, address, local, allowed } = listening;
  const access = new Access(allowed, (stranger) =>
    log.message('warn', say('{address} was refused: --allow does not name it', { address: stranger })),
  );
  const server = await startServer(app, {
    ...{ host, address, port, access },
    certificate: identity?.certificate,
    onMistake: (sentence) => log.message('warn', sentence),
  });
  if (!identity) {
    if (!local)
      log.message(
        'warn',
        say('keys travel unencrypted to {url}: keep that network to yourself', { url: server.url }),
      );
    return server;
  }
  const { watchCertificate } = await import('./watchCertificate.js');
  const unwatch = watchCertificate(identity.files, identity.certificate, {
    log,
    onRenewed: server.renew,
    onNote: (note) => troubles.note('tls-cert', note),
  });
  return {
    ...server,
    get traffic() {
      return server.traffic;
    },
    stop(patience, grace) {
      unwatch();
      return server.stop(patience, grace);
    },
  };
}
