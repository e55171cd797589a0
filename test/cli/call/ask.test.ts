import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseCallArguments } from '../../../src/cli/call/arguments.js';
import { askCall, askExchange } from '../../../src/cli/call/askCall.js';
import { readKeys } from '../../../src/cli/terminal/keys.js';
import { type Ask, createAsk } from '../../../src/cli/terminal/questions.js';

/** Answers questions from a list, and writes down what was asked. */
function answering(answers: readonly string[]): { ask: Ask; asked: string[] } {
  const left = [...answers];
  const asked: string[] = [];
  const next = async (message: string) => {
    asked.push(message);
    return left.shift() ?? '';
  };
  return { ask: { text: next, choose: next, secret: next }, asked };
}

describe('askCall', () => {
  it('asks for each argument of the method', async () => {
    const { ask, asked } = answering(['trade', 'LTC_USDT', 'buy', '-1', '100']);
    const words = await askCall(ask, undefined);
    expect(words).toEqual(['trade', 'LTC_USDT', 'buy', '-1', '100']);
    expect(asked.map((message) => message.split(' ')[0])).toEqual([
      'method',
      'symbol',
      'type',
      'price',
      'amount',
    ]);
  });

  it('drops what was left empty at the end', async () => {
    expect(await askCall(answering(['historyorders', '', '5', '']).ask, undefined)).toEqual([
      'historyorders',
      '',
      '5',
    ]);
  });

  it('asks for the params of io', async () => {
    const words = await askCall(answering(['io', 'GET', '/x', 'a=1  b=2']).ask, undefined);
    expect(parseCallArguments(words)).toMatchObject({
      verb: 'GET',
      method: '__api_/x',
      params: { a: '1', b: '2' },
    });
    expect(await askCall(answering(['io', 'GET', '/x', '']).ask, undefined)).toEqual(['io', 'GET', '/x']);
  });

  it('asks for an exchange even where the plugin cannot name any', async () => {
    expect(await askExchange(answering(['Mine']).ask, undefined)).toBe('Mine');
  });
});

describe('readKeys', () => {
  it('asks only for what the environment lacks', async () => {
    const { ask, asked } = answering(['typed']);
    const keys = await readKeys({ FMZPROTO_ACCESS_KEY: 'set' }, ask);
    expect(keys).toEqual({ access_key: 'set', secret_key: 'typed' });
    expect(asked).toHaveLength(1);
    expect(await readKeys({}, undefined)).toEqual({ access_key: '', secret_key: '' });
  });
});

describe('createAsk', () => {
  it('writes questions, and no secrets, to the stream it is given', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = '';
    output.on('data', (chunk: Buffer) => {
      shown += chunk.toString('utf8');
    });
    const ask = await createAsk({ input, output });
    const secret = ask.secret('secret key');
    setTimeout(() => input.write('HIDDEN,PHRASE\r'), 50);
    expect(await secret).toBe('HIDDEN,PHRASE');
    const text = ask.text('symbol', { required: true });
    setTimeout(() => input.write(' LTC_USDT \r'), 50);
    expect(await text).toBe('LTC_USDT');
    expect(shown).toContain('secret key');
    expect(shown).not.toMatch(/HIDDEN|PHRASE/);
  });
});
