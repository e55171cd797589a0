import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { UsageError } from '../cli/terminal/errors.js';
import { print } from '../cli/terminal/output.js';
import { listed, say } from '../wording/say.js';

export default class Completion extends BaseCommand {
  static override summary = 'Print a script that completes commands in your shell.';
  static override description = [
    "Commands, flags, FMZ's functions and the names of exchanges are completed with the Tab key.",
    '',
    'bash: add to ~/.bashrc: source <(fmzproto completion bash)',
    'zsh: add to ~/.zshrc, after compinit: source <(fmzproto completion zsh)',
    'fish: fmzproto completion fish > ~/.config/fish/completions/fmzproto.fish',
    'PowerShell: add to $PROFILE: fmzproto completion powershell | Out-String | Invoke-Expression',
  ].join('\n');
  static override examples = ['<%= config.bin %> <%= command.id %> bash'];

  static override args = {
    shell: Args.string({ description: 'bash, zsh, fish or powershell.', ignoreStdin: true }),
  };

  override async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const [{ shells, isShell }, { commandWords }] = await Promise.all([
      import('../cli/completion/shells.js'),
      import('../cli/completion/commandWords.js'),
    ]);
    const shell = args.shell?.trim().toLowerCase() ?? '';
    if (!isShell(shell)) throw new UsageError(unknownShell(shell, listed(Object.keys(shells))));
    const script = shells[shell](this.config.bin, await commandWords(this.config, Object.keys(shells)));
    await print(script.trimEnd());
  }
}

function unknownShell(shell: string, names: string): string {
  return shell === ''
    ? say('no shell given: use one of {names}', { names })
    : say('no completion for {shell}: use one of {names}', { shell: JSON.stringify(shell), names });
}
