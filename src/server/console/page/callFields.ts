import { element } from '../../../page/browser/dom.js';
import type { ConsoleModel, FormMethod } from '../model.js';
import type { Speaker } from './Speaker.js';

/** What is there at first. */
const FIRST: ReadonlyMap<string, string> = new Map([
  ['symbol', 'LTC_USDT'],
  ['period', '60'],
  ['type', 'buy'],
  ['verb', 'GET'],
]);
const NUMBERS = ['limit', 'price', 'amount', 'since', 'margin_level'];

/** A label with its field. */
export function field(label: Node, input: HTMLElement, ...more: readonly Node[]): HTMLLabelElement {
  return element('label', 'field', element('span', '', label, ...more), input);
}

/** A field for text that no browser remembers, corrects or fills in. */
export function textInput(): HTMLInputElement {
  const input = element('input', '');
  input.type = 'text';
  input.autocomplete = 'off';
  input.autocapitalize = 'off';
  input.spellcheck = false;
  return input;
}

/** A field to choose from. */
export function select(
  values: readonly (string | readonly [value: string, text: string])[],
): HTMLSelectElement {
  const made = element('select', '');
  made.autocomplete = 'off';
  for (const one of values) {
    const [value, text] = typeof one === 'string' ? [one, one] : one;
    made.append(new Option(text, value));
  }
  return made;
}

/** The params of a function, as fields. What was typed stays while other functions are looked at. */
export class CallFields {
  readonly node = element('div', 'fields');
  readonly #choices: ReadonlyMap<string, readonly string[]>;
  readonly #speaker: Speaker;
  readonly #typed = new Map(FIRST);
  #inputs: (readonly [name: string, input: HTMLInputElement | HTMLSelectElement])[] = [];

  constructor({ choices }: ConsoleModel, speaker: Speaker) {
    this.#choices = new Map(Object.entries(choices).map(([name, values]) => [name, values.map(String)]));
    this.#speaker = speaker;
  }

  /** Shows those of a function. IO has its params in JSON. */
  show({ name, args }: FormMethod): void {
    const all = name === 'io' ? [...args, { name: 'params', required: false }] : args;
    const made = all.map((argument) => ({ ...argument, input: this.#input(argument) }));
    this.#inputs = made.map(({ name: param, input }) => [param, input]);
    this.node.replaceChildren(
      ...made.map(({ name: param, required, input }) =>
        field(
          this.#speaker.text((words) => words.params[param] ?? param),
          input,
          ...this.#notes(param, required),
        ),
      ),
    );
  }

  /** What is filled in, by name. */
  get values(): ReadonlyMap<string, string> {
    const filled = this.#inputs.map(([name, { value }]): [string, string] => [name, value.trim()]);
    return new Map(filled.filter(([, value]) => value !== ''));
  }

  #input({ name, required }: { name: string; required: boolean }): HTMLInputElement | HTMLSelectElement {
    const choices = this.#choices.get(name);
    const input = choices ? select(choices) : textInput();
    if (NUMBERS.includes(name)) input.inputMode = 'decimal';
    input.name = name;
    input.required = required;
    input.value = this.#typed.get(name) ?? '';
    input.addEventListener('input', () => this.#typed.set(name, input.value));
    return input;
  }

  #notes(name: string, required: boolean): Node[] {
    const note = (text: Text) =>
      [' ', element('span', 'note', text)].map((one) =>
        typeof one === 'string' ? document.createTextNode(one) : one,
      );
    if (name === 'price') return note(this.#speaker.text((words) => words.marketNote));
    return required ? [] : note(this.#speaker.text((words) => words.form.optional));
  }
}
