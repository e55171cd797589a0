import { element } from '../../../page/browser/dom.js';
import type { ConsoleModel } from '../model.js';
import { answerText, errorOf, withoutKeys } from './answerText.js';
import { type Api, type Call, Outdated } from './api.js';
import { CallFields, field, select, textInput } from './callFields.js';
import { confirmWrite } from './confirmWrite.js';
import type { Speaker } from './Speaker.js';

/** The form to try a call, and its answer. */
export function callForm(
  model: ConsoleModel,
  {
    speaker,
    api,
    onAnswer,
    onOutdated,
  }: {
    speaker: Speaker;
    api: Api;
    /** Told when an answer is there: it is among the requests. */
    onAnswer(): void;
    onOutdated(): void;
  },
): HTMLElement {
  const words = () => speaker.words;
  const exchange = textInput();
  exchange.required = true;
  exchange.value = 'Paper';
  const names = element('datalist', '', ...model.exchanges.map((name) => new Option(name, name)));
  names.id = 'exchanges';
  exchange.setAttribute('list', names.id);
  const method = select(model.methods.map(({ name, fmz }) => [name, fmz] as const));
  const fields = new CallFields(model, speaker);
  const chosen = () => model.methods.find(({ name }) => name === method.value);
  const showFields = () => {
    const found = chosen();
    if (found) fields.show(found);
  };
  method.addEventListener('change', showFields);
  showFields();

  const access = keyInput();
  const secret = keyInput();
  const forget = () => {
    access.value = '';
    secret.value = '';
  };
  addEventListener('pagehide', forget);

  const send = element('button', 'primary');
  send.type = 'submit';
  const answer = element('pre', 'breaks');
  answer.tabIndex = 0;
  const status = element('p', 'note');
  status.setAttribute('role', 'status');
  let busy = false;
  let asked = false;
  speaker.follow(({ form, noAnswer, answer: title }) => {
    send.textContent = busy ? form.sending : form.send;
    answer.setAttribute('aria-label', title);
    if (!asked) status.textContent = noAnswer;
  });

  const show = (text: string, keys: readonly string[]) => {
    const clean = withoutKeys(text, keys);
    const error = errorOf(clean);
    answer.className = error === undefined ? 'breaks' : 'breaks down';
    answer.textContent = answerText(clean, words().cut);
    answer.hidden = false;
  };
  const ask = async (call: Call) => {
    asked = true;
    status.textContent = words().form.sending;
    answer.hidden = true;
    const started = performance.now();
    try {
      show(await api.call(call), [call.access_key, call.secret_key]);
      status.textContent = `${call.exchange} ${method.selectedOptions[0]?.text ?? ''} · ${Math.round(performance.now() - started)} ms`;
    } catch (error) {
      status.textContent = error instanceof Outdated ? words().outdated : words().unclear;
      if (error instanceof Outdated) onOutdated();
    }
    onAnswer();
  };
  const submit = async () => {
    const found = chosen();
    if (!found || busy) return;
    const { verb, path, params, ...others } = Object.fromEntries(fields.values);
    const call: Omit<Call, 'access_key' | 'secret_key'> =
      found.name === 'io'
        ? { exchange: exchange.value.trim(), method: `__api_${path}`, params: params ?? {}, verb }
        : { exchange: exchange.value.trim(), method: found.name, params: others };
    busy = true;
    send.disabled = true;
    const write = { exchange: call.exchange, method: found.name, values: fields.values };
    if (!found.writes || (await confirmWrite(write, words()))) {
      const keys = { access_key: access.value, secret_key: secret.value };
      // Before the answer is there: whatever happens, they do not stay.
      forget();
      await ask({ ...call, ...keys });
    }
    busy = false;
    send.disabled = false;
    send.textContent = words().form.send;
  };

  const form = element(
    'form',
    '',
    element(
      'div',
      'fields',
      field(
        speaker.text(({ form: said }) => said.exchange),
        exchange,
      ),
      field(
        speaker.text(({ form: said }) => said.method),
        method,
      ),
    ),
    names,
    fields.node,
    element(
      'fieldset',
      '',
      element(
        'legend',
        '',
        speaker.text(({ form: said }) => said.keys),
      ),
      element(
        'div',
        'fields',
        field(
          speaker.text(({ form: said }) => said.access),
          access,
        ),
        field(
          speaker.text(({ form: said }) => said.secret),
          secret,
        ),
      ),
      element(
        'p',
        'note',
        speaker.text(({ form: said }) => said.keysNote),
      ),
    ),
    send,
  );
  form.autocomplete = 'off';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  answer.hidden = true;
  return element('div', 'split', form, element('div', 'answer', status, answer));
}

/**
 * A field for a key. It is none for passwords: browsers would offer to store what is typed there. The style sheet hides what
 * it holds.
 */
function keyInput(): HTMLInputElement {
  const input = textInput();
  input.className = 'key';
  // Where a browser cannot hide it otherwise.
  if (!CSS.supports('-webkit-text-security', 'disc')) input.type = 'password';
  for (const name of ['data-1p-ignore', 'data-lpignore', 'data-bwignore']) input.setAttribute(name, 'true');
  return input;
}
