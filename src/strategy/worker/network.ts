import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { isWriteMethod } from '../bridge/isWriteMethod.js';
import type { Arguments, Results } from '../bridge/protocol.js';
import { Stopped } from '../bridge/Stopped.js';
import { bufferOf, utf8Of } from './bytes.js';
import type { Globals } from './Runtime.js';

/** HttpQuery, HttpQuery_Go and Dial. */
export const networkGlobals: Globals = ({ bridge, failures, notices, routines }) => {
  const read =
    (fn: string, debug: boolean) =>
    ({ Reason: _, ...answer }: Results['http']): unknown => {
      if (answer.Error !== undefined) failures.report(fn, answer.Error);
      if (debug) return answer;
      return answer.Error === undefined ? answer.Body : null;
    };
  return {
    HttpQuery(...args: unknown[]) {
      const { request, debug } = readQuery(args);
      const finish = isWriteMethod(request[1].method);
      return read('HttpQuery', debug)(bridge.call('http', request, { finish }));
    },
    HttpQuery_Go(...args: unknown[]) {
      const { request, debug } = readQuery(args);
      return routines.start('http', request, read('HttpQuery_Go', debug));
    },
    Dial(address: unknown, options: unknown) {
      try {
        return connection(bridge.call('dial', [String(address), options]));
      } catch (error) {
        if (error instanceof Stopped) throw error;
        failures.report('Dial', messageOf(error));
        return null;
      }
    },
  };

  function connection(id: number) {
    return {
      /** In ms: above 0 null where nothing came; 0 blocks, -1 polls, below that the newest; "" once the peer is gone. */
      read(ms: unknown) {
        notices.taken(`connection ${id}`);
        const message = bridge.call('read', [id, Number(ms ?? 0) || 0]);
        if (message === null) return null;
        return 'text' in message ? message.text : bufferOf(message.bytes);
      },
      write: (data: unknown) => bridge.call('write', [id, utf8Of(data)], { finish: true }),
      fd: () => id,
      close() {
        notices.taken(`connection ${id}`);
        return bridge.call('hangUp', [id]);
      },
      exec() {
        failures.report('exec', say('this connection is not to a database'));
        return null;
      },
    };
  }
};

/** The two forms: `(url, { method, body, ... })` and `(url, postData, cookies, headers)`. */
export function readQuery([url, second, cookie, headers]: readonly unknown[]): {
  request: Arguments<'http'>;
  debug: boolean;
} {
  const address = String(url);
  if (typeof second !== 'object' || second === null || second instanceof ArrayBuffer) {
    const body = second === undefined || second === null ? '' : utf8Of(second);
    const options = {
      ...(body !== '' && { method: 'POST', body }),
      ...(typeof cookie === 'string' && { cookie }),
      headers: { ...(body !== '' && FORM), ...headersOf(headers) },
    };
    return { request: [address, options], debug: false };
  }
  const given = new Map<string, unknown>(Object.entries(second));
  const text = (name: string) => {
    const value = given.get(name);
    return value === undefined || value === null ? {} : { [name]: String(value) };
  };
  const body = given.get('body') ?? given.get('data');
  const options = {
    ...text('method'),
    ...text('cookie'),
    ...text('charset'),
    ...text('format'),
    ...text('proxy'),
    ...(body !== undefined && body !== null && { body: utf8Of(body) }),
    ...(Number(given.get('timeout')) > 0 && { timeout: Number(given.get('timeout')) }),
    headers: headersOf(given.get('headers')),
  };
  return { request: [address, options], debug: given.get('debug') === true };
}

/** What the older form posts is a form, as Go's client says of it. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** An object, or a text with a header a line. */
function headersOf(headers: unknown): Record<string, unknown> {
  if (headers instanceof Map) return Object.fromEntries(headers);
  if (typeof headers === 'object' && headers !== null) return { ...headers };
  const lines = String(headers ?? '').split(/\r?\n/);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([^:\s]+)\s*:\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
}
