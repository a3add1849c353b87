import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test. */
export interface TestFolder {
  path: string;
  /** Writes a file below it, with the folders it needs. */
  write(file: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

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
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
