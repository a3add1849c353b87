import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** A folder for one test. */
export interface TestFolder {
  path: string;
  /** Writes a file below it, with the folders it needs. */
  write(file: string, content: string | Uint8Array): Promise<string>;
  /** Does something as somebody whom closed folders stay closed to: root may open everything. */
  asNobody(work: () => Promise<void>): Promise<void>;
  remove(): Promise<void>;
}

const NOBODY = 65_534;

export async function makeFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'knowledge-'));
  return {
    path,
    async write(file, content) {
      const full = join(path, file);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, content);
      return full;
    },
    async asNobody(work) {
      if (process.geteuid?.() !== 0) return work();
      const below = await readdir(path, { recursive: true });
      for (const entry of ['.', ...below]) await chown(join(path, entry), NOBODY, NOBODY);
      process.seteuid?.(NOBODY);
      try {
        await work();
      } finally {
        process.seteuid?.(0);
      }
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
