import { sql } from 'kysely';
import { type MarkedSentence, markedSentences } from '../../domain/markedSentence.ts';
import { tellingStems } from '../../domain/words.ts';
import { mayRead } from '../../domain/passage.ts';
import type { MandatorySentences } from '../../ports/mandatorySentences.ts';
import type { Database } from './database.ts';
import { passageOf, SHOWN_OF_DOCUMENT } from './knowledgeRows.ts';

/** What every mark has in it, to spare reading every passage in full. */
const TRACES = ['%must be said%', '%must say%', '%mandatory sentence%', '%gesagt werden%', '%pflichtsatz%'];

interface Marked {
  sentences: readonly MarkedSentence[];
  groups: readonly string[] | null;
  effectiveDate: string;
}

/** Marked sentences from the passages in the database, read again when the knowledge has changed. */
export function sqlMandatorySentences(database: Database): MandatorySentences {
  let known: { revision: string; marked: readonly Marked[] } | undefined;
  return {
    readableBy: async (groups, now) => {
      const revision = await revisionOf(database);
      if (known?.revision !== revision) known = { revision, marked: await readMarked(database) };
      const today = now.toISOString().slice(0, 10);
      const readable = known.marked.filter((one) => mayRead(groups, one.groups) && one.effectiveDate <= today);
      const sentences = Map.groupBy(
        readable.flatMap((one) => one.sentences),
        ({ sentence }) => sentence,
      );
      return [...sentences.values()].flatMap((same) => {
        const passageIds = same.flatMap((one) => one.passageIds ?? []);
        return same.slice(-1).map((one) => ({ ...one, passageIds }));
      });
    },
  };
}

/** Headings that tell something say it closer than the title of a long document. */
function aboutOf(title: string, headings: readonly string[]): string {
  const heading = headings.join(' ');
  return tellingStems(heading).length >= 2 ? heading : `${title} ${heading}`.trim();
}

async function revisionOf(database: Database): Promise<string> {
  const row = await database.read((tables) =>
    tables.selectFrom('knowledge_revision').select('revision').executeTakeFirst(),
  );
  return String(row?.revision ?? 0);
}

async function readMarked(database: Database): Promise<Marked[]> {
  const rows = await database.read((tables) =>
    tables
      .selectFrom('knowledge_passages')
      .innerJoin('knowledge_documents', 'knowledge_documents.document_id', 'knowledge_passages.document_id')
      .selectAll('knowledge_passages')
      .select(SHOWN_OF_DOCUMENT)
      .where((eb) => eb.or(TRACES.map((trace) => eb(sql<string>`lower(${eb.ref('text')})`, 'like', trace))))
      .orderBy('passage_id')
      .execute(),
  );
  return rows.flatMap((row) => {
    const { passageId, text, title, headings, groups, effectiveDate = '' } = passageOf(row, row);
    const found = markedSentences(text, aboutOf(title, headings));
    const sentences = found.map((one) => ({ ...one, passageIds: [passageId] }));
    return sentences.length === 0 ? [] : [{ sentences, groups, effectiveDate }];
  });
}
