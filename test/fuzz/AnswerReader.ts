/** One answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  text: string;
}

const END_OF_HEAD = '\r\n\r\n';

/** Cuts what a server sends on one connection into answers, by their lengths; whatever does not fit is told. */
export class AnswerReader {
  answers: WireAnswer[] = [];
  /** What is wrong with the bytes themselves. */
  fault: string | undefined;
  /** The server has said that it closes. */
  closes = false;
  readonly #withoutBodies: boolean;
  #bytes: Buffer = Buffer.alloc(0);

  /** @param withoutBodies answers to HEAD have none. */
  constructor(withoutBodies = false) {
    this.#withoutBodies = withoutBodies;
  }

  /** Whether an answer has begun and not ended. */
  get amid(): boolean {
    return this.#bytes.length > 0;
  }

  /** Those that have come since it was asked last. */
  take(): WireAnswer[] {
    const taken = this.answers;
    this.answers = [];
    return taken;
  }

  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    while (this.fault === undefined && this.#cut()) {
      // One after another.
    }
  }

  #cut(): boolean {
    const end = this.#bytes.indexOf(END_OF_HEAD);
    if (end < 0) return false;
    const head = this.#bytes.toString('latin1', 0, end);
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
    if (!status) return this.#fail(`no status line: ${head.slice(0, 60)}`);
    const start = end + END_OF_HEAD.length;
    // 100 Continue is not the answer yet.
    if (status < 200) {
      this.#bytes = this.#bytes.subarray(start);
      return true;
    }
    this.closes ||= /\r\nconnection: *close/i.test(head);
    const length = this.#withoutBodies ? '0' : /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#fail(`an answer without a length: ${head}`);
    const next = start + Number(length);
    if (this.#bytes.length < next) return false;
    this.answers.push({ status, text: this.#bytes.toString('utf8', start, next) });
    this.#bytes = this.#bytes.subarray(next);
    return true;
  }

  #fail(fault: string): false {
    this.fault = fault;
    return false;
  }
}
