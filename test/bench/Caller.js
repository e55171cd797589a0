import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';
const END_OF_CHUNKS = Buffer.from('\r\n0\r\n\r\n');

/**
 * Asks one server the same over and over, on one connection while the server keeps it: as FMZ's docker does, and with so
 * little work of its own that the server is what is measured.
 */
export class Caller {
  #url;
  #request;
  #socket;
  #settle;
  #parts = [];
  #length = 0;
  #head;

  /** @param url of the exchange on the server. @param body what FMZ would post. */
  constructor(url, body) {
    this.#url = url;
    const head = [
      `POST ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.#request = Buffer.from(head.join('\r\n') + END_OF_HEAD + body);
  }

  /** @returns whether data came. */
  ask() {
    this.#socket ??= this.#open();
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#socket.write(this.#request);
    });
  }

  close() {
    this.#socket?.destroy();
  }

  #open() {
    const { hostname: host, port } = this.#url;
    const socket = connect({ host, port: Number(port), noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      // Without a length, the end of the connection is that of the answer.
      if (this.#settle) this.#finish(this.#head?.length === undefined);
    });
    return socket;
  }

  #take(chunk) {
    this.#parts.push(chunk);
    this.#length += chunk.length;
    this.#head ??= readHead(this.#parts);
    if (this.#head && this.#isWhole(this.#head)) this.#finish(true);
  }

  #isWhole({ size, length, chunked }) {
    if (!chunked) return length !== undefined && this.#length >= size + length;
    const tail = Buffer.concat(this.#parts.slice(-2));
    return tail.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS);
  }

  #finish(whole) {
    const settle = this.#settle;
    const ok = whole && this.#head?.status === '200' && hasData(this.#parts);
    if (this.#head?.closes) {
      this.#socket?.destroy();
      this.#socket = undefined;
    }
    this.#settle = undefined;
    this.#head = undefined;
    this.#parts = [];
    this.#length = 0;
    settle?.(ok);
  }
}

function readHead(parts) {
  const text = Buffer.concat(parts).toString('latin1');
  const end = text.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const [, version, status] = /^http\/(1\.\d) (\d+)/.exec(head) ?? [];
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  return {
    size: end + END_OF_HEAD.length,
    status,
    length: length === undefined ? undefined : Number(length),
    chunked: /\r\ntransfer-encoding: *chunked/.test(head),
    closes: /\r\nconnection: *close/.test(head) || (version === '1.0' && !head.includes('keep-alive')),
  };
}

/** An error comes with status 200, too. */
function hasData(parts) {
  return Buffer.concat(parts.slice(0, 3)).subarray(0, 2000).includes('{"data"');
}
