import { readdir, realpath, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileStamp } from './fileStamp.ts';
import { absolutePath, parentFolders } from './posixPath.ts';
import { formatByName } from './readers/detectFormat.ts';

/** What stands in a folder at one moment; `away` says in a few words why it cannot be looked into. */
export type FolderLook =
  | {
      kind: 'seen';
      /** Stamps, by path, of documents and of every knowledge.json that has a say, also above the folder. */
      files: ReadonlyMap<string, string>;
      documents: number;
      /** Folders to watch, each with the number that tells it from another one in its place. */
      folders: ReadonlyMap<string, string>;
      /** The volume it lies on: another one when a network share goes away and leaves an empty folder. */
      volume: number;
    }
  | { kind: 'away'; reason: string };

/** Looks at names and stamps without opening any file; passes over what `findDocuments` passes over. */
export async function lookAtFolder(folder: string): Promise<FolderLook> {
  const info = await stat(folder).catch((error: unknown) => reasonOf(error));
  if (typeof info === 'string') return { kind: 'away', reason: info };
  if (!info.isDirectory()) return { kind: 'away', reason: 'it is no folder' };
  const paths: string[] = [];
  const folders = new Map([[folder, String(info.ino)]]);
  const fault = await walk(folder, paths, folders);
  if (fault !== undefined) return { kind: 'away', reason: fault };
  const documents = paths.length;
  const above = await foldersAbove(folder);
  for (const place of [...folders.keys(), ...above]) paths.push(posix.join(place, RULES));
  const files = new Map<string, string>();
  for (let start = 0; start < paths.length; start += STATS_AT_ONCE) {
    const some = paths.slice(start, start + STATS_AT_ONCE);
    const stamps = await Promise.all(some.map(fileStamp));
    some.forEach((path, index) => {
      const stamp = stamps[index];
      if (stamp !== undefined) files.set(path, stamp);
    });
  }
  // Somebody's home folder is busy; it is of interest only when it says who may read what.
  for (const place of above) if (files.has(posix.join(place, RULES))) folders.set(place, 'above');
  return { kind: 'seen', files, documents, folders, volume: info.dev };
}

/** Behind a link the folders on both of its sides have a say. */
async function foldersAbove(folder: string): Promise<ReadonlySet<string>> {
  const real = absolutePath(await realpath(folder).catch(() => folder));
  return new Set([...parentFolders(folder), ...parentFolders(real)]);
}

/** True for the file that says who may read what. */
export function isRules(path: string): boolean {
  return posix.basename(path) === RULES;
}

const RULES = 'knowledge.json';
/** The file system's queue is shared with everything else the bot does. */
const STATS_AT_ONCE = 50;

/** Collects documents and folders; returns why the outermost folder cannot be opened, if so. */
async function walk(folder: string, paths: string[], folders: Map<string, string>): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => reasonOf(error));
  // A folder below that cannot be opened keeps what was read from it.
  if (typeof entries === 'string') return entries;
  for (const entry of entries) {
    if (/^(\.|~\$)/.test(entry.name)) continue;
    const path = posix.join(folder, entry.name);
    if (entry.isFile() && formatByName(entry.name) !== undefined) paths.push(path);
    if (!entry.isDirectory()) continue;
    folders.set(path, String((await stat(path).catch(() => undefined))?.ino));
    await walk(path, paths, folders);
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be opened';
  return code ?? 'it cannot be opened';
}
