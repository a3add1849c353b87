import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { KnowledgeJson } from './knowledgeJson.ts';
import { isBelow } from './posixPath.ts';

/** What is wrong with the knowledge.json files of one ingest. */
export interface KnowledgeJsonReport {
  /** Malformed files, each with its sentence. */
  problems: readonly { file: string; sentence: string }[];
  /** Entries that name nothing: a restricted document misspelt is an open one. */
  warnings: readonly string[];
}

/** Looks through the files that were read for an ingest of these folders. */
export async function checkKnowledgeJson(
  found: readonly KnowledgeJson[],
  roots: readonly string[],
): Promise<KnowledgeJsonReport> {
  const problems: { file: string; sentence: string }[] = [];
  const warnings: string[] = [];
  for (const { folder, entries, problem } of found) {
    const root = roots.find((candidate) => candidate === folder || isBelow(folder, candidate));
    const file =
      root === undefined
        ? posix.join(folder, 'knowledge.json')
        : posix.join(posix.relative(root, folder), 'knowledge.json');
    if (problem !== undefined) {
      const sentence = `Malformed (${problem}): nobody may read the documents of its folder and below until it is mended.`;
      problems.push({ file, sentence });
      continue;
    }
    // Above the given folders other documents may be meant that are not read now.
    if (root === undefined) continue;
    for (const entry of entries) {
      const bases = [folder, root];
      const places = bases.map((base) => posix.resolve(base, entry.file.replaceAll('\\', '/')));
      if (!(await anyExists(places)))
        warnings.push(`${file} names ${entry.file}, which is not there; check the spelling.`);
    }
  }
  return { problems, warnings };
}

async function anyExists(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
