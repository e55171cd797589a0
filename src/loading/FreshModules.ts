import { createRequire, isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Jiti } from 'jiti';
import { say } from '../wording/say.js';
import { checkNames, type LoadedModule, namespaceOf, waitsFor } from './LoadedModule.js';
import { candidatesOf, lineOf, ModuleFinder } from './ModuleFinder.js';
import { parseJson, readModule } from './readModule.js';
import { compile, SourceError, type Translator } from './translate.js';

/**
 * The modules of one load of an adapter. Each of its own files is read and run once, whoever imports it; Node's module
 * caches, which nothing leaves again, hold none of them. What lies in a node_modules folder is left to Node, but for the
 * packages that are shared with this program.
 */
export class FreshModules {
  /** The adapter's own files that were asked for, by full path: what they held, "" where they are not there. */
  readonly files = new Map<string, string>();
  readonly #finder: ModuleFinder;
  readonly #translate: Parameters<typeof compile>[2];
  readonly #shared: ReadonlyMap<string, unknown>;
  readonly #loaded = new Map<string, LoadedModule>();

  /**
   * @param options.root the folder of the adapter, which may itself be in a node_modules folder.
   * @param options.shared what this program hands out instead of the adapter's own copy, by package.
   */
  constructor(options: {
    root: string;
    jiti: Jiti;
    translator: Translator;
    shared: ReadonlyMap<string, unknown>;
  }) {
    this.#finder = new ModuleFinder(options);
    this.#translate = (source, file) => options.translator.translate(options.jiti, source, file);
    this.#shared = options.shared;
  }

  /** @throws SourceError, and whatever the files throw. */
  async import(file: string): Promise<unknown> {
    const loaded = this.#run(file);
    await loaded.done;
    return namespaceOf(loaded.module.exports);
  }

  #run(file: string): LoadedModule {
    const known = this.#loaded.get(file);
    if (known) return known;
    const loaded = this.#start(file);
    loaded.done = Promise.resolve().then(() => this.#evaluate(loaded, false));
    // Whoever waits for it is told.
    loaded.done.catch(() => undefined);
    return loaded;
  }

  #start(file: string): LoadedModule {
    this.files.set(file, '');
    const loaded = {
      file,
      module: { exports: {} },
      code: '',
      done: Promise.resolve(),
      waits: new Set<LoadedModule>(),
    };
    this.#loaded.set(file, loaded);
    return loaded;
  }

  #evaluate(loaded: LoadedModule, sync: boolean): unknown {
    const { file, module } = loaded;
    const source = readModule(file);
    this.files.set(file, source);
    if (file.endsWith('.json')) {
      module.exports = parseJson(source, file);
      return undefined;
    }
    return compile(source, { file, sync }, (text, options) => {
      loaded.code = this.#translate(text, options);
      return loaded.code;
    })({
      exports: module.exports,
      module,
      filename: file,
      dirname: dirname(file),
      require: this.#requireOf(file),
      import: async (specifier) => {
        const { namespace, whole } = await this.#importFrom(loaded, specifier);
        if (whole) checkNames(loaded, specifier, source, namespace);
        return namespace;
      },
      resolve: (specifier) => this.#find(file, specifier, 'import'),
    });
  }

  /** `whole` but for modules that import one another: of those there may be only the beginning. */
  async #importFrom(
    parent: LoadedModule,
    specifier: string,
  ): Promise<{ namespace: unknown; whole: boolean }> {
    const found = (namespace: unknown) => ({ namespace, whole: true });
    if (this.#shared.has(specifier)) return found(this.#shared.get(specifier));
    if (isShared(specifier) || isBuiltin(specifier)) return found(await import(specifier));
    const target = this.#find(parent.file, specifier, 'import');
    const file = this.#finder.ownFile(target);
    if (file === undefined) return found(await import(target));
    const child = this.#run(file);
    const whole = !waitsFor(child, parent);
    if (whole) {
      parent.waits.add(child);
      await child.done.finally(() => parent.waits.delete(child));
    }
    return { namespace: namespaceOf(child.module.exports), whole };
  }

  #requireOf(parent: string): (specifier: string) => unknown {
    const native = createRequire(parent);
    const load = (specifier: string): unknown => {
      if (this.#shared.has(specifier)) return this.#shared.get(specifier);
      if (isBuiltin(specifier)) return native(specifier);
      const target = this.#find(parent, specifier, 'require');
      const file = this.#finder.ownFile(target);
      if (file === undefined) return native(fileURLToPath(target));
      const known = this.#loaded.get(file);
      if (known) return known.module.exports;
      const loaded = this.#start(file);
      try {
        this.#evaluate(loaded, true);
      } catch (error) {
        this.#loaded.delete(file);
        throw error;
      }
      return loaded.module.exports;
    };
    return Object.assign(load, {
      resolve: (specifier: string) => fileURLToPath(this.#find(parent, specifier, 'require')),
    });
  }

  /** Notes also where a file could be that is not there: it may come. */
  #find(parent: string, specifier: string, condition: 'import' | 'require'): string {
    const found = this.#finder.find(parent, specifier, condition);
    if (found !== undefined) return found;
    for (const path of candidatesOf(parent, specifier)) this.files.set(path, '');
    const line = lineOf(this.files.get(parent) ?? '', specifier);
    throw new SourceError({
      file: parent,
      line,
      reason: say("cannot find module '{specifier}'", { specifier }),
    });
  }
}

/** A path into a package of this program's. */
function isShared(specifier: string): boolean {
  return /^(fmzproto|valibot)\//.test(specifier);
}
