/** Every form in which a text may hold a key: as it is, percent-encoded, in JSON, in base64, alone or among others, and in hex. */
export function encodingsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    encodeURIComponent(bytes.toString()),
    new URLSearchParams({ '': bytes.toString() }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ...[0, 1, 2].map((before) => insideBase64(bytes, before)),
  ];
}

/** What base64 has of bytes with so many others before them, whatever those are, and whatever comes behind. */
function insideBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), end);
}
