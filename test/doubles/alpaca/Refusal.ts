import type { Answer } from '../exchange/Answer.js';

/** A refusal in the exchange's own words. */
export class Refusal extends Error {
  readonly status: number;
  readonly facts: Record<string, unknown>;

  /** @param facts what stands beside the message; the code, where there is one. */
  constructor(status: number, message: string, facts: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.facts = facts;
  }

  toAnswer(): Answer {
    return { status: this.status, body: { ...this.facts, message: this.message } };
  }
}

/** A parameter that is wrong or missing: the code says 400, HTTP says 422. */
export const badParameter = (message: string) => new Refusal(422, message, { code: 40010001 });
/** An order that cannot be. */
export const invalidOrder = (message: string) => new Refusal(422, message, { code: 42210000 });
/** Not with this account, or not with what is in it. */
export const forbidden = (message: string, facts: Record<string, unknown> = {}) =>
  new Refusal(403, message, { code: 40310000, ...facts });
export const notFound = (message: string) => new Refusal(404, message, { code: 40410000 });
/** The data host gives no code for wrong parameters. */
export const badQuery = (message: string) => new Refusal(400, message);
