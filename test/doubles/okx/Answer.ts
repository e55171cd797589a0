import type { Answer } from '../exchange/Answer.js';

/** The envelope of success. */
export function ok(data: unknown[]): Answer {
  return { status: 200, body: { code: '0', msg: '', data } };
}

/** A refusal of the whole request. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  /** Whether the body has a `data` member: refusals of the gateway have none. */
  readonly hasData: boolean;

  constructor(code: string, message: string, options: { status?: number; hasData?: boolean } = {}) {
    super(message);
    this.code = code;
    this.status = options.status ?? 200;
    this.hasData = options.hasData ?? true;
  }

  toAnswer(): Answer {
    const body = this.hasData
      ? { code: this.code, data: [], msg: this.message }
      : { msg: this.message, code: this.code };
    return { status: this.status, body };
  }
}

/** A refusal of one order: the request as such is answered with HTTP 200 and code "1". */
export class RowRefusal extends Error {
  readonly sCode: string;
  readonly subCode: string;

  constructor(sCode: string, sMsg: string, subCode = '') {
    super(sMsg);
    this.sCode = sCode;
    this.subCode = subCode;
  }
}

export function missing(name: string): Refusal {
  return new Refusal('50014', `Parameter ${name} can not be empty.`, { status: 400 });
}

export function invalid(name: string): Refusal {
  return new Refusal('51000', `Parameter ${name} error`, { status: 400 });
}

export function unknownInstrument(): Refusal {
  return new Refusal('51001', "Instrument ID or Spread ID doesn't exist.");
}

/** An unknown path: the code is a number here and data an object. */
export const notFound: Answer = {
  status: 404,
  body: {
    code: 404,
    data: {},
    detailMsg: '',
    error_code: '404',
    error_message: 'Not Found',
    msg: 'Not Found',
  },
};
