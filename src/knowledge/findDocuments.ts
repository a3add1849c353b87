import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { formatByName, unknownKind } from './readers/detectFormat.ts';
import { absolutePath } from './posixPath.ts';

/** A file to read. */
export interface FoundDocument {
  /** Absolute POSIX path. */
  path: string;
  /** POSIX path relative to the given folder, or the base name of a file given by itself. */
  file: string;
  /** The given folder, or the folder of the given file. */
  root: string;
  /** The same where links in the given folder's path are followed, when there are any. */
  real?: { path: string; root: string };
}

/** What stands at and below the given paths. */
export interface FoundDocuments {
  documents: readonly FoundDocument[];
  /** Given paths and folders that cannot be used, each with its sentence. */
  problems: readonly { file: string; path: string; sentence: string }[];
  /** Folders that were walked, in which what is not found is gone. */
  folders: readonly string[];
}

/** Documents at these paths: known kinds from folders at any depth, links and hidden files passed over, each file once. */
export async function findDocuments(paths: readonly string[]): Promise<FoundDocuments> {
  const found: {
    documents: FoundDocument[];
    problems: { file: string; path: string; sentence: string }[];
    folders: string[];
  } = {
    documents: [],
    problems: [],
    folders: [],
  };
  for (const path of paths.map(absolutePath)) {
    const info = await stat(path).catch(() => undefined);
    if (info?.isDirectory() === true) {
      found.folders.push(path);
      const documents: FoundDocument[] = [];
      await walk(path, path, { documents, problems: found.problems });
      const realRoot = absolutePath(await realpath(path));
      found.documents.push(...(realRoot === path ? documents : documents.map((one) => withReal(one, realRoot))));
    } else await addFile(path, found);
  }
  const byPath = new Map(found.documents.toReversed().map((document) => [document.path, document]));
  const documents = [...byPath.values()].reverse();
  return { ...found, documents };
}

function withReal(document: FoundDocument, realRoot: string): FoundDocument {
  const path = posix.join(realRoot, posix.relative(document.root, document.path));
  return { ...document, real: { path, root: realRoot } };
}

type Finding = { documents: FoundDocument[]; problems: { file: string; path: string; sentence: string }[] };

/** A file that somebody named must be a document; otherwise they are told why it is not. */
async function addFile(path: string, { documents, problems }: Finding): Promise<void> {
  const file = posix.basename(path);
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined) problems.push({ file, path, sentence: `There is no file or folder ${path}.` });
  else if (info.isSymbolicLink())
    problems.push({ file, path, sentence: 'This is a link; name the file it points to.' });
  else if (!info.isFile()) problems.push({ file, path, sentence: 'This is neither a file nor a folder.' });
  else if (formatByName(file) === undefined) problems.push({ file, path, sentence: unknownKind(file).message });
  else documents.push({ path, file, root: posix.dirname(path) });
}

async function walk(folder: string, root: string, finding: Finding): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    finding.problems.push({
      file: posix.relative(root, folder) || posix.basename(folder),
      path: folder,
      sentence: 'The folder cannot be opened.',
    });
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = posix.join(folder, entry.name);
    // "~$" marks the lock file of an open Office document.
    if (entry.isSymbolicLink() || /^(\.|~\$)/.test(entry.name)) continue;
    if (entry.isDirectory()) await walk(path, root, finding);
    else if (entry.isFile() && formatByName(entry.name) !== undefined)
      finding.documents.push({ path, file: posix.relative(root, path), root });
  }
}
