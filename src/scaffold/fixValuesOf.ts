import { chinese } from '../wording/chinese.js';
import type { FixChoices } from './ExchangeChoices.js';
import { type LogonScheme, logonNames, logons } from './logons.js';
import type { TemplateValues } from './renderTemplate.js';

/** Which sessions of FIX there are, and how a Logon is proven. */
export function fixValuesOf({ address, lines, logon }: FixChoices): TemplateValues {
  const scheme: LogonScheme = logons[logon];
  return {
    flags: {
      ...{ fix: true, http: false, keys: true },
      oneLine: lines === 'one',
      ...Object.fromEntries(logonNames.map((name) => [name, name === logon])),
    },
    variables: {
      ...{ address, preset: scheme.preset },
      ...{ logonLabel: scheme.label, chineseLogonLabel: chinese[scheme.label] },
      accessKey: 'demoKey',
      secretKey: scheme.secret ?? 'demoSecret',
      offStep: '2000.00000000000001',
    },
  };
}
