import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where a text that must be nowhere was found, and how it stood there. */
export interface Trace {
  where: string;
  /** What the marker is of. */
  name: string;
  form: string;
}

/** Texts that occur nowhere else, by what they are. */
export type Markers = Readonly<Record<string, string>>;

/** A key that is cut may be guessed: so many characters of it are no longer a chance. */
const PART = 10;

/** In how many ways a text may hold another one; those in lower case are looked for in any. */
function formsOf(marker: string): { exact: [string, string][]; anyCase: [string, string][] } {
  const bytes = Buffer.from(marker);
  const codes = [...marker].map((letter) => letter.codePointAt(0) ?? 0);
  const each = (form: (code: number) => string) => codes.map(form).join('');
  const encode = (text: string) =>
    text.replace(/[^A-Za-z0-9]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  const json = JSON.stringify(marker).slice(1, -1);
  const named = marker.replace(/[&<>"'/]/g, (letter) => ENTITIES[letter] ?? letter);
  const anyCase: [string, string][] = [
    ['plain', marker],
    ['reversed', [...marker].reverse().join('')],
    ['its first characters', marker.slice(0, PART)],
    ['its last characters', marker.slice(-PART)],
    ['JSON', json],
    ['JSON with \\/', json.replaceAll('/', '\\/')],
    ['JSON of JSON', JSON.stringify(json).slice(1, -1)],
    ['\\u escapes', each((code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    [
      '\\u escapes of what is no letter',
      marker.replace(/[^A-Za-z0-9]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['\\x escapes', each((code) => `\\x${code.toString(16).padStart(2, '0')}`)],
    ['percent', encodeURIComponent(marker)],
    ['percent of all but letters', encode(marker)],
    ['percent of everything', each((code) => `%${code.toString(16).padStart(2, '0')}`)],
    ['percent twice', encodeURIComponent(encodeURIComponent(marker))],
    ['a form', new URLSearchParams({ '': marker }).toString().slice(1)],
    ['HTML entities', named],
    ['decimal entities', each((code) => `&#${code};`)],
    ['hexadecimal entities', each((code) => `&#x${code.toString(16)};`)],
    [
      'decimal entities of what is no letter',
      marker.replace(/[^A-Za-z0-9]/g, (letter) => `&#${letter.charCodeAt(0)};`),
    ],
    ['hex', bytes.toString('hex')],
    ['hex with colons', bytes.toString('hex').replace(/..(?=.)/g, '$&:')],
    ['hex of base64', Buffer.from(bytes.toString('base64')).toString('hex')],
    ['numbers', [...bytes].join(',')],
    ['UTF-16', bytes.toString().split('').join('\0')],
  ];
  const inBase64 = ['base64', 'base64url'] as const;
  const exact = inBase64.flatMap((coding) =>
    [0, 1, 2].flatMap((before): [string, string][] => [
      [`${coding} behind ${before} bytes`, inside(bytes, before, coding)],
      [
        `${coding} of ${coding} behind ${before} bytes`,
        inside(Buffer.from(bytes.toString(coding)), before, coding),
      ],
    ]),
  );
  return { exact, anyCase: anyCase.map(([name, form]) => [name, form.toLowerCase()]) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '/': '&#x2f;',
};

/** What base64 has of bytes with so many others before them, whatever stands around. */
function inside(bytes: Buffer, before: number, coding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(coding);
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

/** Finds markers in texts, files and processes, in every coding. */
export function createMarkerFinder(markers: Markers) {
  const forms = Object.entries(markers).map(([name, marker]) => ({ name, ...formsOf(marker) }));

  function inText(where: string, text: string): Trace[] {
    const lower = text.toLowerCase();
    return forms.flatMap(({ name, exact, anyCase }) => [
      ...anyCase.filter(([, form]) => lower.includes(form)).map(([form]) => ({ where, name, form })),
      ...exact.filter(([, form]) => text.includes(form)).map(([form]) => ({ where, name, form })),
    ]);
  }

  /** A file, its name, and what it holds where it is packed; a folder with all in it. */
  function inPath(path: string): Trace[] {
    const name = inText(`the name of ${path}`, path.split('/').at(-1) ?? '');
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return [...name, ...inText(`the target of ${path}`, readlinkSync(path))];
    if (found.isDirectory())
      return [...name, ...readdirSync(path).flatMap((entry) => inPath(join(path, entry)))];
    if (!found.isFile()) return name;
    const bytes = readFileSync(path);
    const packed =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? inText(`${path}, unpacked`, gunzipSync(bytes).toString('latin1'))
        : [];
    return [...name, ...inText(path, bytes.toString('latin1')), ...packed];
  }

  return { inText, inPath, forms: (marker: string) => Object.values(formsOf(marker)).flat() };
}
