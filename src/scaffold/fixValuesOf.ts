import type { FixChoices } from './ExchangeChoices.js';
import { type LogonScheme, logons } from './logons.js';
import type { TemplateValues } from './renderTemplate.js';

/** Which sessions of FIX there are, and how a Logon is proven. */
export function fixValuesOf({ address, lines, logon }: FixChoices): TemplateValues {
  const scheme: LogonScheme = logons[logon];
  return {
    flags: {
      ...{ fix: true, http: false, keys: true },
      oneLine: lines === 'one',
      ...{ password: logon === 'password', hmac: logon === 'hmac' },
      ...{ nonce: logon === 'nonce', ed25519: logon === 'ed25519' },
    },
    variables: {
      ...{ address, preset: scheme.preset, logonLabel: scheme.label },
      accessKey: 'demoKey',
      secretKey: scheme.secret ?? 'demoSecret',
      offStep: '2000.00000000000001',
    },
  };
}
