/** Questions to the person at the terminal. */
export interface Ask {
  /** A line of text; a required one is asked for until something is typed. */
  text(message: string, options?: { required?: boolean; default?: string }): Promise<string>;
  /** One of several. */
  choose(message: string, choices: readonly { name: string; value: string }[]): Promise<string>;
  /** A line that is not shown while it is typed. */
  secret(message: string): Promise<string>;
}

/**
 * Asks on a terminal. Questions go to stderr, so that stdout holds nothing but the answer.
 *
 * @param streams others than the terminal.
 */
export async function createAsk(
  streams: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } = {
    input: process.stdin,
    output: process.stderr,
  },
): Promise<Ask> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule(streams);
  const read = (answers: { answer: unknown }) => String(answers.answer ?? '');
  return {
    text: async (message, { required = false, default: preset } = {}) =>
      read(
        await prompt([
          {
            type: 'input',
            name: 'answer',
            message,
            ...(preset !== undefined && { default: preset }),
            validate: (value: unknown) => !required || String(value).trim() !== '' || 'this one is needed',
          },
        ]),
      ).trim(),
    choose: async (message, choices) =>
      read(await prompt([{ type: 'select', name: 'answer', message, choices: [...choices] }])),
    secret: async (message) =>
      read(await prompt([{ type: 'password', name: 'answer', message, mask: false, toggleMask: false }])),
  };
}
