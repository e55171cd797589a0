import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { print } from '../cli/terminal/output.js';

export default class Version extends BaseCommand {
  static override summary = 'Show the version.';
  static override description = 'The same as --version or -v.';

  override async run(): Promise<void> {
    await this.parse(Version);
    await print(this.config.userAgent);
  }
}
