import { posix, resolve, sep } from 'node:path';

/** The absolute POSIX form of a path, by which documents are known. */
export function absolutePath(path: string): string {
  const absolute = resolve(path);
  return sep === '/' ? absolute : absolute.replaceAll(sep, '/');
}

/** Folders above a path from the nearest to the outermost. */
export function parentFolders(path: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); folders.at(-1) !== folder; folder = posix.dirname(folder))
    folders.push(folder);
  return folders;
}

/** True for a path inside the folder, at any depth. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
