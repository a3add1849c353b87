import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { z } from 'zod';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import { parentFolders } from './posixPath.ts';

/** What knowledge.json says about a document. */
export type DocumentRights = Pick<KnowledgeDocument, 'groups' | 'effectiveDate' | 'series' | 'sensitivity' | 'url'> & {
  title?: string;
};

/** Everybody signed in may read; nothing else is known. */
const UNRESTRICTED: DocumentRights = { groups: null };
/** Nobody may read until the file that says who may is mended. */
const WITHDRAWN: DocumentRights = { groups: [] };

/** Fields that somebody wrote for `groups`; passing over one would open a document meant for few. */
const MEANT_GROUPS = /^(?:.*gr(?:ou?|u)ps?.*|access|acl|allow.*|permi.*|rights|roles?|readers|restrict.*)$/i;

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
const fileSchema = z.object({ documents: z.array(entrySchema) });

type Entry = z.infer<typeof entryFields>;

/** One knowledge.json as found; `problem` says what is wrong with it. */
export interface KnowledgeJson {
  folder: string;
  entries: readonly Entry[];
  problem?: string;
}

/** Looks up rights; each knowledge.json is read once. */
export interface RightsReader {
  /** Rights of a document by the nearest knowledge.json that names it, above `root` too; a malformed one withdraws all below it. */
  rightsOf(path: string, root: string): Promise<DocumentRights>;
  /** The files that were read, sound or not. */
  found(): readonly KnowledgeJson[];
}

export function openRights(): RightsReader {
  const files = new Map<string, Promise<KnowledgeJson | undefined>>();
  const found: KnowledgeJson[] = [];
  const fileIn = (folder: string): Promise<KnowledgeJson | undefined> => {
    const reading = files.get(folder) ?? readKnowledgeJson(folder, found);
    files.set(folder, reading);
    return reading;
  };
  return {
    async rightsOf(path, root) {
      let rights: DocumentRights | undefined;
      for (const folder of parentFolders(path)) {
        const json = await fileIn(folder);
        if (json?.problem !== undefined) return WITHDRAWN;
        rights ??= rightsFrom(json?.entries.find((entry) => names(entry, path, [folder, root])));
      }
      return rights ?? UNRESTRICTED;
    },
    found: () => found,
  };
}

/** True when the entry means this file, counted from its own folder or from the ingested one. Letter case does not matter. */
export function names(entry: Pick<Entry, 'file'>, path: string, bases: readonly string[]): boolean {
  const file = entry.file.replaceAll('\\', '/');
  return bases.some((base) => sameName(posix.resolve(base, file), path));
}

function sameName(a: string, b: string): boolean {
  return a === b || a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

async function readKnowledgeJson(folder: string, found: KnowledgeJson[]): Promise<KnowledgeJson | undefined> {
  let text: string;
  try {
    text = await readFile(posix.join(folder, 'knowledge.json'), 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return keep({ folder, entries: [], problem: `it cannot be read (${code})` }, found);
  }
  return keep(parseKnowledgeJson(folder, text), found);
}

function keep(json: KnowledgeJson, found: KnowledgeJson[]): KnowledgeJson {
  found.push(json);
  return json;
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
  const twice = entries.find((entry, index) =>
    entries.slice(0, index).some((other) => names(other, posix.resolve(folder, entry.file), [folder])),
  );
  return twice === undefined ? { folder, entries } : { folder, entries: [], problem: `it names ${twice.file} twice` };
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
