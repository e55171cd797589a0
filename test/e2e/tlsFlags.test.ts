import { execFileSync } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { issueCertificate } from '../support/issueCertificate.js';
import { authority, leaf, NAMES, useCertificates } from './certificates.js';
import { runCli } from './runCli.js';
import { startServe } from './startServe.js';

const { at, files, write } = useCertificates();

describe('mistakes in the flags', () => {
  const wrong = async (flags: readonly string[]) => {
    const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    return stderr;
  };
  const pair = (cert: string, key: string) => ['--tls-cert', at(cert), '--tls-key', at(key)];

  test('one without the other', async () => {
    expect(await wrong(files().slice(0, 2))).toContain('--tls-cert wants --tls-key as well');
    expect(await wrong(files().slice(2))).toContain('--tls-key wants --tls-cert as well');
  });

  test('files that cannot be read, or hold something else', async () => {
    await write('other', issueCertificate(NAMES));
    await writeFile(at('empty'), '');
    await writeFile(at('damaged.pem'), leaf.cert.replace(/[A-Za-z]{8}\n/, 'AAAAAAAA\n'));
    await writeFile(at('damaged.key'), leaf.key.replace(/\n.{30}/, '\n'));
    await writeFile(at('locked.key'), leaf.key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'));
    await writeFile(at('chain.pem'), authority.cert + leaf.cert);
    await copyFile(at('plugin.pem'), at('full.pem'));
    execFileSync('mkfifo', [at('pipe')]);
    await writeFile(at('large.pem'), leaf.cert + ' '.repeat(1024 * 1024));
    for (const [cert, key, sentence] of [
      ['absent.pem', 'plugin.key', /--tls-cert ".*absent\.pem" cannot be read: there is no such file/],
      ['plugin.pem', 'absent.key', /--tls-key ".*absent\.key" cannot be read: there is no such file/],
      ['', 'plugin.key', /--tls-cert ".*" cannot be read: it is a folder/],
      ['pipe', 'plugin.key', /--tls-cert ".*pipe" is not a regular file/],
      ['plugin.pem', 'pipe', /--tls-key ".*pipe" is not a regular file/],
      ['large.pem', 'plugin.key', /--tls-cert ".*large\.pem" is too large to be in PEM/],
      ['empty', 'plugin.key', /--tls-cert ".*empty" holds no certificate: it has to be in PEM/],
      ['damaged.pem', 'plugin.key', /damaged|is not the key/],
      ['plugin.pem', 'empty', /--tls-key ".*empty" holds no private key: it has to be in PEM/],
      ['plugin.pem', 'damaged.key', /--tls-key ".*" holds a private key that is damaged/],
      ['plugin.pem', 'locked.key', /is protected by a passphrase: write one without, with openssl pkey/],
      [
        'plugin.pem',
        'other.key',
        /--tls-key ".*other\.key" is not the key of the certificate in ".*plugin\.pem"/,
      ],
      ['plugin.key', 'plugin.pem', /--tls-cert and --tls-key are swapped/],
      [
        'chain.pem',
        'plugin.key',
        /begins with the certificate of an authority: the one that belongs to the key/,
      ],
    ] as const)
      expect(await wrong(pair(cert, key))).toMatch(sentence);
  });

  test('what is out of date is a note', async () => {
    const [past, next] = [Date.UTC(2001), Date.UTC(2048)];
    // Certificates know whole seconds.
    const soon = Math.floor(Date.now() / 1000 + 3 * 24 * 3600) * 1000;
    const then = new Date(soon).toISOString().replace('.000', '');
    for (const [name, dates, note] of [
      [
        'past',
        { until: past },
        /the TLS certificate expired at 2001-01-01T00:00:00Z: clients refuse to connect/,
      ],
      ['future', { from: next }, /the TLS certificate is not valid before 2048-01-01T00:00:00Z/],
      [
        'soon',
        { until: soon },
        new RegExp(`the TLS certificate expires at ${then}: put a new one in its place`),
      ],
    ] as const) {
      const { log } = await startServe(await write(name, issueCertificate(NAMES, dates)));
      await expect.poll(log).toMatch(note);
    }
  });
});
