import { readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { z } from 'zod';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import { fileStamp } from './fileStamp.ts';
import { parentFolders } from './posixPath.ts';

/** What knowledge.json says about a document. */
export type DocumentRights = Pick<KnowledgeDocument, 'groups' | 'effectiveDate' | 'series' | 'sensitivity' | 'url'> & {
  title?: string;
};

/** Everybody signed in may read; nothing else is known. */
const UNRESTRICTED: DocumentRights = { groups: null };
/** Nobody may read until the file that says who may is mended. */
const WITHDRAWN: DocumentRights = { groups: [] };

/** Entries for tens of thousands of documents; it is read where the bot answers, so it must not take long. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Fields that somebody wrote for `groups`; passing over one would open a document meant for few. */
const MEANT_GROUPS =
  /^(?:.*g(?:r|o)[oru]{0,3}ps?.*|access|acl|allow.*|audience|confidential.*|members?|people|permi.*|private|readers?|restrict.*|rights|roles?|teams?|users?|view.*|visib.*|who.*)$/i;

const entryFields = z.object({
  file: z.string().min(1),
  title: z.string().optional(),
  groups: z.array(z.string().min(1)).optional(),
  effectiveDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}/)
    .refine((text) => !Number.isNaN(Date.parse(text)), 'is no date')
    .optional(),
  series: z.string().optional(),
  sensitivity: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});
const entrySchema = z
  .looseObject({})
  .refine(
    (entry) => !Object.keys(entry).some((field) => !(field in entryFields.shape) && MEANT_GROUPS.test(field)),
    'has a field that looks like rights and is not called "groups"',
  )
  .pipe(entryFields);
const fileSchema = z
  .looseObject({ documents: z.array(entrySchema) })
  .refine(
    (file) => !Object.keys(file).some((field) => MEANT_GROUPS.test(field)),
    'has a field beside "documents" that looks like rights',
  );

type Entry = z.infer<typeof entryFields>;

/** One knowledge.json as found; `problem` says what is wrong with it. */
export interface KnowledgeJson {
  folder: string;
  entries: readonly Entry[];
  problem?: string;
}

/** Where a document was found; `real` where its folder was reached by a link. */
export interface PlacedDocument {
  path: string;
  root: string;
  real?: { path: string; root: string };
}

/** Looks up rights; each knowledge.json is read once, and again by `rightsNow` when it has changed. */
export interface RightsReader {
  /**
   * Rights of a document by the nearest knowledge.json that names it, above its root too; a malformed one withdraws all
   * below it. Behind a link both sides count, and who is left out by one of them may not read.
   */
  rightsOf(found: PlacedDocument): Promise<DocumentRights>;
  /** The same as the files stand at this moment. */
  rightsNow(found: PlacedDocument): Promise<DocumentRights>;
  /** The files that were read, sound or not. */
  found(): readonly KnowledgeJson[];
}

interface KnownFolder {
  stamp: string | undefined;
  json: (KnowledgeJson & { entryFor: EntryFinder }) | undefined;
}

export function openRights(): RightsReader {
  const known = new Map<string, Promise<KnownFolder>>();
  const lookInto = (folder: string): Promise<KnownFolder> => {
    const looking = known.get(folder) ?? readFolder(folder);
    known.set(folder, looking);
    return looking;
  };
  const found = new Map<string, KnowledgeJson>();
  const rightsAlong = async ({ path, root }: PlacedDocument): Promise<DocumentRights> => {
    let rights: DocumentRights | undefined;
    for (const folder of parentFolders(path)) {
      const { json } = await lookInto(folder);
      if (json === undefined) continue;
      found.set(folder, json);
      if (json.problem !== undefined) return WITHDRAWN;
      rights ??= rightsFrom(await json.entryFor(path, root));
    }
    return rights ?? UNRESTRICTED;
  };
  const rightsOf = async (placed: PlacedDocument): Promise<DocumentRights> => {
    const rights = await rightsAlong(placed);
    return placed.real === undefined ? rights : narrower(rights, await rightsAlong(placed.real));
  };
  return {
    rightsOf,
    async rightsNow(placed) {
      for (const folder of [placed, placed.real].flatMap((place) => parentFolders(place?.path ?? '/'))) {
        const { stamp } = await lookInto(folder);
        if (stamp !== (await fileStamp(posix.join(folder, 'knowledge.json')))) known.delete(folder);
      }
      return rightsOf(placed);
    },
    found: () => [...found.values()],
  };
}

function narrower(one: DocumentRights, other: DocumentRights): DocumentRights {
  const groups =
    one.groups === null ? other.groups : one.groups.filter((group) => other.groups?.includes(group) ?? true);
  return { ...other, ...one, groups };
}

/** The entry that means this file, counted from its own folder or from the ingested one. */
type EntryFinder = (path: string, root: string) => Promise<Entry | undefined>;

/** Finds entries by name without walking through all of them for every document. Letter case does not matter. */
function entryFinder(folder: string, entries: readonly Entry[]): EntryFinder {
  const byBase = new Map<string, Map<string, number>>();
  const placesFrom = (base: string): Map<string, number> => {
    const places = byBase.get(base) ?? new Map<string, number>();
    if (!byBase.has(base)) {
      // From the last to the first, because the first entry that names a file counts.
      for (let index = entries.length - 1; index >= 0; index--) places.set(placeOf(entries[index], base), index);
      byBase.set(base, places);
    }
    return places;
  };
  return async (path, root) => {
    const place = plainPath(path);
    const own = placesFrom(folder).get(place);
    if (own !== undefined || root === folder) return entries[own ?? -1];
    const byRoot = entries[placesFrom(root).get(place) ?? -1];
    if (byRoot === undefined) return undefined;
    // "a.md" beside a.md means that one, not the a.md of a folder below which is read by itself.
    const isMeantThere = await stat(posix.resolve(folder, byRoot.file.replaceAll('\\', '/'))).then(
      () => true,
      () => false,
    );
    return isMeantThere ? undefined : byRoot;
  };
}

function placeOf(entry: Entry | undefined, base: string): string {
  return plainPath(posix.resolve(base, (entry?.file ?? '').replaceAll('\\', '/')));
}

function plainPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

async function readFolder(folder: string): Promise<KnownFolder> {
  const path = posix.join(folder, 'knowledge.json');
  // Looked at before it is read: a change in between shows later as a change.
  const stamp = await fileStamp(path);
  const json = await readKnowledgeJson(folder, path);
  return { stamp, json: json && { ...json, entryFor: entryFinder(folder, json.entries) } };
}

async function readKnowledgeJson(folder: string, path: string): Promise<KnowledgeJson | undefined> {
  try {
    const info = await stat(path);
    // Nobody ever writes to the other end of a pipe, and waiting for it would hold up every document.
    if (!info.isFile()) return { folder, entries: [], problem: 'it is no file' };
    if (info.size > MOST_BYTES) return { folder, entries: [], problem: 'it is larger than 10 MB' };
    return parseKnowledgeJson(folder, await readFile(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { folder, entries: [], problem: `it cannot be read (${code})` };
  }
}

function parseKnowledgeJson(folder: string, text: string): KnowledgeJson {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { folder, entries: [], problem: 'it is not valid JSON' };
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      folder,
      entries: [],
      problem: `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'malformed'}`,
    };
  }
  const entries = parsed.data.documents;
  const places = new Set<string>();
  const twice = entries.find((entry) => places.size === places.add(placeOf(entry, folder)).size);
  if (twice !== undefined) return { folder, entries: [], problem: `it names ${twice.file} twice` };
  // Whoever names a folder means all that is in it, and nothing in it would be restricted.
  const whole = entries.find(({ file }) => /(?:^|\/)\.{0,2}\/?$/.test(file) || posix.extname(file) === '');
  return whole === undefined
    ? { folder, entries }
    : { folder, entries: [], problem: `it names ${whole.file}, which is no document; name each file` };
}

function rightsFrom(entry: Entry | undefined): DocumentRights | undefined {
  if (entry === undefined) return undefined;
  const { file: _, groups, effectiveDate, ...rest } = entry;
  return {
    ...rest,
    groups: groups ?? null,
    ...(effectiveDate === undefined ? {} : { effectiveDate: effectiveDate.slice(0, 10) }),
  };
}
