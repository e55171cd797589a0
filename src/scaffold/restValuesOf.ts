import { chinese } from '../wording/chinese.js';
import type { RestChoices } from './ExchangeChoices.js';
import type { TemplateValues } from './renderTemplate.js';
import { type SigningScheme, signings } from './signings.js';

/** How an API over HTTP is cut and signed. */
export function restValuesOf(choices: RestChoices): TemplateValues {
  const signing: SigningScheme = signings[choices.signing];
  const keys = choices.signing !== 'none';
  const spot = choices.products.includes('spot');
  const access = signing.keys?.access ?? 'demoKey';
  const secret = signing.keys?.secret ?? 'demoSecret';
  const writtenOut = ['custom', 'header', 'bearer', 'oauth2', 'kraken', 'backpack'].includes(choices.signing);
  return {
    flags: {
      ...{ http: true, fix: false },
      keys,
      rest: choices.style === 'rest',
      envelope: choices.style === 'envelope',
      passphrase: signing.passphrase === true,
      queryWrites: signing.writes === 'query',
      expires: signing.expires === true,
      jwt: signing.jwt === true,
      clock: keys && !signing.inHeaders,
      inHeaders: signing.inHeaders === true && choices.signing !== 'oauth2',
      oauth2: choices.signing === 'oauth2',
      vector: signing.preset !== undefined,
      header: choices.signing === 'header',
      bearer: choices.signing === 'bearer',
      custom: choices.signing === 'custom',
      kraken: choices.signing === 'kraken',
      backpack: choices.signing === 'backpack',
      preset: keys && !writtenOut,
    },
    variables: {
      baseUrl: choices.baseUrl,
      timeField: choices.style === 'rest' ? 'isoTimeField' : 'timeField',
      optionalTimeField: choices.style === 'rest' ? 'optionalIsoTimeField' : 'optionalTimeField',
      amount: spot ? '0.1' : '3',
      // Off whatever step there is.
      offStep: '1.00000000000001',
      signingLabel: signing.label,
      chineseSigningLabel: chinese[signing.label],
      preset: signing.preset ?? '',
      signedRead: signing.postOnly ? 'signedPost' : 'signedGet',
      readVerb: signing.postOnly ? 'POST' : 'GET',
      readParams: signing.postOnly ? 'body' : 'query',
      accessKey: access,
      secretKey: signing.passphrase ? `${secret},demoPassphrase` : secret,
      signatureHeader: signing.header,
      signature: signing.signature,
    },
  };
}
