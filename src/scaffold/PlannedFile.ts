/** A file that is to be written. */
export interface PlannedFile {
  /** From the current folder on, with slashes. */
  path: string;
  text: string;
}
