import { execFileSync } from 'node:child_process';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GOOD_FILES } from './goodFiles.ts';
import { GOOD_SENTENCE, type HostileFile } from './hostileFile.ts';
import { PDF_FILES } from './pdfFiles.ts';
import { SHEET_FILES } from './sheetFiles.ts';
import { TEXT_FILES } from './textFiles.ts';
import { WORD_FILES } from './wordFiles.ts';

/** Everything that can be written as bytes. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...WORD_FILES,
  ...SHEET_FILES,
  ...PDF_FILES,
  ...TEXT_FILES,
  ...GOOD_FILES,
];

/** Something of the file system that is no ordinary file. */
interface HostileThing {
  name: string;
  what: string;
  /** passed over: nobody hears of it. refused: one sentence about this path. */
  outcome: 'passed over' | 'refused';
  /** Path the sentence is about, where it is another one. */
  about?: string;
  make: (path: string) => Promise<unknown>;
}

const GIGABYTE = 1024 ** 3;

async function sparse(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
}

/** Links, pipes and the like, and rights files that attack. */
export const HOSTILE_THINGS: readonly HostileThing[] = [
  {
    name: 'things/link.txt',
    what: 'link to a file of the machine',
    outcome: 'passed over',
    make: (path) => symlink('/etc/passwd', path),
  },
  {
    name: 'things/loop',
    what: 'folder link that leads back up',
    outcome: 'passed over',
    make: (path) => symlink('..', path),
  },
  {
    name: 'things/dangling.pdf',
    what: 'link to nothing',
    outcome: 'passed over',
    make: (path) => symlink('nothing', path),
  },
  {
    name: 'things/pipe.txt',
    what: 'named pipe',
    outcome: 'passed over',
    make: async (path) => execFileSync('mkfifo', [path]),
  },
  { name: 'things/folder.pdf', what: 'folder named .pdf', outcome: 'passed over', make: (path) => mkdir(path) },
  {
    name: 'things/sparse.pdf',
    what: 'hole of 100 GB',
    outcome: 'refused',
    make: (path) => sparse(path, 100 * GIGABYTE),
  },
  {
    name: 'things/sparse.txt',
    what: 'hole of 90 MB',
    outcome: 'refused',
    make: (path) => sparse(path, 90 * 1024 * 1024),
  },
  {
    name: 'rights-pipe/knowledge.json',
    what: 'knowledge.json that is a pipe',
    outcome: 'refused',
    make: async (path) => withDocument(path, () => execFileSync('mkfifo', [path])),
  },
  {
    name: 'rights-deep/knowledge.json',
    what: 'knowledge.json of a million brackets',
    outcome: 'refused',
    make: (path) => withDocument(path, () => writeFile(path, '['.repeat(1_000_000))),
  },
  {
    name: 'rights-large/knowledge.json',
    what: 'knowledge.json of 200 MB',
    outcome: 'refused',
    make: (path) => withDocument(path, () => sparse(path, 200 * 1024 * 1024)),
  },
  {
    name: 'rights-proto/knowledge.json',
    what: 'knowledge.json with __proto__',
    outcome: 'refused',
    make: (path) =>
      withDocument(path, () =>
        writeFile(path, '{"documents":[{"file":"a.md","__proto__":{"groups":null},"groups":"all"}]}'),
      ),
  },
];

async function withDocument(path: string, make: () => unknown): Promise<void> {
  await writeFile(join(dirname(path), 'a.md'), GOOD_SENTENCE);
  await make();
}

/** Writes all of it below the folder, with whole folders 200 levels deep. */
export async function makeHostileFolder(folder: string): Promise<void> {
  for (const { name, make } of HOSTILE_FILES) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await make());
  }
  for (const { name, make } of HOSTILE_THINGS) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await make(path);
  }
}
