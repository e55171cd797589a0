import { stripVTControlCharacters } from 'node:util';
import { type Command, CommandHelp } from '@oclif/core';
import { say } from '../../wording/say.js';
import { sayHeader, wrapSaid } from './helpTexts.js';
import { displayWidth } from './screen.js';

/** What stands below a header. */
export type SectionBody = Parameters<CommandHelp['section']>[1];

/** The help of one command, whose own texts are said already. */
export class CommandPage extends CommandHelp {
  protected override flags(flags: Command.Flag.Any[]): [string, string | undefined][] | undefined {
    return super.flags(flags)?.map(([flag, text]) => [flag, text && sayNotes(text)]);
  }

  protected override flagHelpLabel(flag: Command.Flag.Any, showOptions?: boolean): string {
    return super.flagHelpLabel(flag, showOptions).replace('<option>', say('<option>'));
  }

  /** Below their names, where these leave too little room beside them. */
  override renderList(...[rows, options]: Parameters<CommandHelp['renderList']>): string {
    const { maxWidth } = this.opts;
    const names = Math.max(...rows.map(([name = '']) => widthOf(name)));
    const beside = super.renderList(rows, options);
    const lines = beside.split('\n').map(widthOf);
    if (names <= maxWidth / 2 && Math.max(...lines) <= maxWidth - options.indentation) return beside;
    // oclif leaves two columns less free than it indents by.
    return super.renderList(rows, { ...options, multiline: true, indentation: options.indentation + 2 });
  }

  override section(header: string, body: SectionBody): string {
    return super.section(sayHeader(header), body);
  }

  override wrap(body: string, spacing = this.indentSpacing): string {
    return wrapSaid(this.render(body), this.opts.maxWidth - spacing) ?? super.wrap(body, spacing);
  }
}

function widthOf(text: string): number {
  return displayWidth(stripVTControlCharacters(text));
}

/** What oclif adds to the summary of a flag. */
function sayNotes(text: string): string {
  return text
    .replace(/^\[default: (.*), env: (\w+)\]/, (_, value: string, variable: string) =>
      say('[default: {value}, env: {variable}]', { value, variable }),
    )
    .replace(/^\[env: (\w+)\]/, (_, variable: string) => say('[env: {variable}]', { variable }))
    .replace(/<options: (.*)>$/, (_, choices: string) => say('<options: {choices}>', { choices }));
}
