import type { Choices, CommandWords } from './commandWords.js';

/** Writes a script for a shell that completes a program's commands, flags and values. */
type Writer = (program: string, commands: readonly CommandWords[]) => string;

const bash: Writer = (program, commands) => {
  const cases = commands.flatMap(({ name, flags, argument }) => [
    ...flags.flatMap(({ name: flag, value }) =>
      value === undefined ? [] : [`    "${name} --${flag}") ${bashReply(value)} ;;`],
    ),
    `    "${name} "*) if [[ $word == -* ]]; then ${bashReply(flagNames(flags))}; else ${bashReply(argument)}; fi ;;`,
  ]);
  return `_${program}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then ${bashReply(commands.map(({ name }) => name))}; return; fi
  case "\${COMP_WORDS[1]} $before" in
${cases.join('\n')}
  esac
}
complete -o default -F _${program} ${program}
`;
};

/** A path is what the shell completes by itself where there is no reply. */
function bashReply(choices: Choices): string {
  return choices === 'path' ? ':' : `COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$word"))`;
}

const zsh: Writer = (program, commands) => {
  const cases = commands.map(({ name, flags, argument }) => {
    const lines = [
      ...flags.map(
        (flag) => `'*--${flag.name}[${flag.summary}]${flag.value ? `:value:${zshAction(flag.value)}` : ''}'`,
      ),
      `'*:value:${zshAction(argument)}'`,
    ];
    return `    ${name}) _arguments ${lines.join(' \\\n      ')} ;;`;
  });
  const names = commands.map(({ name, summary }) => `'${name}:${summary}'`);
  return `#compdef ${program}
_${program}() {
  if ((CURRENT == 2)); then
    local -a commands=(${names.join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
compdef _${program} ${program}
`;
};

function zshAction(choices: Choices): string {
  return choices === 'path' ? '_files' : `(${choices.join(' ')})`;
}

const fish: Writer = (program, commands) => {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, summary, flags, argument }) => {
    const within = `complete -c ${program} -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c ${program} -f -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d '${summary}'`,
      ...flags.map(({ value, ...flag }) => {
        return `${within} -l ${flag.name} -d '${flag.summary}'${value === undefined ? '' : ` -r${fishAction(value)}`}`;
      }),
      ...(argument === 'path' ? [] : [`${within}${fishAction(argument)}`]),
    ];
  });
  return `${lines.join('\n')}\n`;
};

function fishAction(choices: Choices): string {
  return choices === 'path' ? ' -F' : ` -f -a '${choices.join(' ')}'`;
}

const powershell: Writer = (program, commands) => {
  const quoted = (words: readonly string[]) => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  const entries = commands.flatMap(({ name, flags, argument }) => [
    `    '${name}' = ${quoted(flagNames(flags))}`,
    ...flags.flatMap(({ name: flag, value }) =>
      value === undefined || value === 'path' ? [] : [`    '${name} --${flag}' = ${quoted(value)}`],
    ),
    ...(argument === 'path' ? [] : [`    '${name} ' = ${quoted(argument)}`]),
  ]);
  return `Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {
  param($word, $line, $position)
  $choices = @{
    '' = ${quoted(commands.map(({ name }) => name))}
${entries.join('\n')}
  }
  $typed = @($line.CommandElements | ForEach-Object { $_.ToString() })
  if ($word -ne '') { $typed = @($typed | Select-Object -SkipLast 1) }
  $command = if ($typed.Count -gt 1) { $typed[1] } else { '' }
  $found = $choices["$command $($typed[-1])"]
  if (-not $found -and $command -ne '' -and $word -notlike '-*') { $found = $choices["$command "] }
  if (-not $found) { $found = $choices[$command] }
  $found | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
};

function flagNames(flags: CommandWords['flags']): string[] {
  return flags.map(({ name }) => `--${name}`);
}

/** By the name of the shell. */
export const shells = { bash, zsh, fish, powershell } as const satisfies Record<string, Writer>;

export function isShell(name: string): name is keyof typeof shells {
  return Object.hasOwn(shells, name);
}
