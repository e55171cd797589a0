import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './Answer.js';
import type { Fault } from './Fault.js';

const PAGE =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Answers a request, or fails to, as its fault has it. @param carryOut carries the request out. */
export async function respond(
  response: ServerResponse,
  fault: Fault | undefined,
  carryOut: () => Answer,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return send(response, carryOut());
    case 'status':
      return send(response, { status: fault.status, body: fault.body ?? '' }, fault.headers);
    case 'status-after':
      carryOut();
      return send(response, { status: fault.status, body: fault.body ?? '' }, fault.headers);
    case 'json':
      return send(response, { status: fault.status ?? 200, body: fault.body });
    case 'html':
      return send(response, { status: fault.status ?? 502, body: PAGE }, { 'content-type': 'text/html' });
    case 'slow': {
      const answer = fault.late ? undefined : carryOut();
      // Unreferenced, so that an abandoned wait does not keep the process alive.
      await sleep(fault.ms, undefined, { ref: false });
      return send(response, answer ?? carryOut());
    }
    case 'held': {
      const answer = carryOut();
      await fault.until;
      return send(response, answer);
    }
    case 'never':
      if (fault.carriedOut) carryOut();
      return;
    case 'reset-before':
      return reset(response);
    case 'reset-after':
      carryOut();
      return reset(response);
    case 'half-body': {
      const answer = carryOut();
      const text = textOf(answer.body);
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.write(text.slice(0, text.length / 2));
      // A reset discards what the client has not read yet.
      await sleep(20, undefined, { ref: false });
      return reset(response);
    }
    case 'broken-json': {
      const { body } = carryOut();
      const text = textOf(body);
      return send(response, { status: 200, body: text.slice(0, text.length / 2) });
    }
  }
}

function send(response: ServerResponse, answer: Answer, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  const text = textOf(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
    ...headers,
  });
  response.end(text);
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
