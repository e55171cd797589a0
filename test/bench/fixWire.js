const SOH = '\x01';

/** One side of a session of FIX 4.4, as somebody would write it by hand who wants nothing but speed: what it is sent is taken for right. */
export class FixWire {
  #socket;
  #header;
  #sequence = 0;
  #rest = '';
  /** Of the turn. */
  #written = '';

  /** @param header what stands between 9 and 34 but for the type: `49=A|56=B`. */
  constructor(socket, header, onMessage) {
    this.#socket = socket.setEncoding('latin1').setNoDelay(true);
    this.#header = header.replaceAll('|', SOH);
    socket.on('error', () => socket.destroy());
    socket.on('data', (text) => this.#read(this.#rest + text, onMessage));
  }

  /** @param body fields apart by `|`. */
  send(type, body) {
    this.#sequence += 1;
    const time = new Date().toISOString().replaceAll('-', '').replace('T', '-').slice(0, -1);
    const fields = `35=${type}|34=${this.#sequence}|52=${time}|${body}|`.replaceAll('|', SOH);
    const [first, rest] = [fields.slice(0, 4 + type.length), fields.slice(4 + type.length)];
    const message = `${first}${this.#header}${SOH}${rest}`;
    const text = `8=FIX.4.4${SOH}9=${message.length}${SOH}${message}`;
    let sum = 0;
    for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
    if (this.#written === '') setImmediate(() => this.#flush());
    this.#written += `${text}10=${String(sum % 256).padStart(3, '0')}${SOH}`;
  }

  #flush() {
    this.#socket.write(this.#written, 'latin1');
    this.#written = '';
  }

  #read(text, onMessage) {
    let start = 0;
    for (let end = text.indexOf(`${SOH}10=`); end >= 0 && text.length >= end + 8; ) {
      onMessage(readFields(text.slice(start, end)), this);
      start = end + 8;
      end = text.indexOf(`${SOH}10=`, start);
    }
    this.#rest = text.slice(start);
  }
}

/** Fields by their tags, the last one of each. */
function readFields(text) {
  const fields = new Map();
  for (const field of text.split(SOH)) {
    const at = field.indexOf('=');
    fields.set(field.slice(0, at), field.slice(at + 1));
  }
  return fields;
}
