import { type FSWatcher, watch } from 'node:fs';

/** Tells that something happens in folders, as far as the system says so; never what, and never for certain. */
export class FolderEvents {
  readonly #ring: () => void;
  readonly #onLimit: (reason: string) => void;
  readonly #watched = new Map<string, { id: string; watcher: FSWatcher }>();
  #isLimited = false;

  /** `onLimit` is called once when the system refuses to watch. */
  constructor(ring: () => void, onLimit: (reason: string) => void) {
    this.#ring = ring;
    this.#onLimit = onLimit;
  }

  /**
   * Watches exactly these folders; returns true when some are new, in which something may have happened before. Each
   * by itself: Node's own watching of whole trees on Linux walks them in one go, with everything else waiting.
   */
  watch(folders: ReadonlyMap<string, string>): boolean {
    for (const [folder, { id, watcher }] of this.#watched) {
      if (folders.get(folder) === id) continue;
      this.#watched.delete(folder);
      watcher.close();
    }
    const fresh = [...folders].filter(([folder]) => !this.#watched.has(folder));
    for (const [folder, id] of fresh) this.#start(folder, id);
    return fresh.some(([folder]) => this.#watched.has(folder));
  }

  close(): void {
    this.watch(new Map());
  }

  #start(folder: string, id: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, this.#ring);
      watcher.on('error', () => {
        // The folder went away; should it come back, the next look starts anew.
        this.#watched.delete(folder);
        watcher.close();
        this.#ring();
      });
      this.#watched.set(folder, { id, watcher });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'ENOENT' || this.#isLimited) return;
      this.#isLimited = true;
      this.#onLimit(code);
    }
  }
}
