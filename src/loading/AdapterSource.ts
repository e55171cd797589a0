/** A place that an author's adapter comes from. */
export interface AdapterSource {
  /** Full path, or name of the package: tells it from the others. */
  id: string;
  /** What its exchange is taken to be called until it says so itself. */
  name: string;
  /** As people know it: `exchanges/bybit`. */
  label: string;
  /**
   * Finds it on the disk.
   *
   * @throws Error whose message is one line that names the place.
   */
  locate(): Promise<Located>;
}

/** An adapter on the disk, by full paths. */
export interface Located {
  /** The file whose default export it is. */
  entry: string;
  /** The folder that holds its files. */
  root: string;
  /** Whether all code in that folder is its own. */
  whole: boolean;
}
