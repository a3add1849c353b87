import type { DatabaseSync } from 'node:sqlite';
import { dayOf, newestVersions, placeBelowSuccessors, type VersionedDocument } from '../../domain/documentVersions.ts';
import { rankCandidates } from '../../domain/ranking.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import { questionTermsOf } from './questionTerms.ts';
import type { Intake } from './takeIn.ts';
import { IN_FORCE, MAY_READ } from './visibleDocuments.ts';

/** A passage that was found, without its text. */
interface FoundPassage {
  passageId: string;
  score: number;
  /** Title of the newer version that the same reader may see. */
  supersededBy?: string;
}

const CANDIDATES = 50;

// Words in a title or heading say more about a passage than words in its text: title, headings, body.
const FIRST_STAGE = 'bm25(passage_text, 2.0, 1.5, 1.0)';

// Rights and dates are conditions of the search itself: what the asker may not see takes no place among the candidates.
const SEARCH = `
  with best as materialized (
    select passage_text.rowid as passage_key, passages.passage_id, documents.document_id, ${FIRST_STAGE} as badness
    from passage_text
    join passages on passages.passage_key = passage_text.rowid
    join documents on documents.document_key = passages.document_key
    where passage_text match :match and ${IN_FORCE} and ${MAY_READ}
    order by badness
    limit :candidates
  )
  select best.*, passage_text.title, passage_text.headings, passage_text.body
  from best join passage_text on passage_text.rowid = best.passage_key
  order by best.badness, best.passage_key`;

interface CandidateRow {
  passage_id: string;
  document_id: string;
  badness: number;
  title: string;
  headings: string;
  body: string;
}

/** Searches this index; `intake` tells when it changed. */
export function searcherOf(
  memory: DatabaseSync,
  intake: Pick<Intake, 'generation'>,
): (query: SearchQuery) => FoundPassage[] {
  const questionTerms = questionTermsOf(memory);
  const search = memory.prepare(SEARCH);
  const newestOf = remembered(versionsOf(memory), intake);
  return (query) => {
    const { match, statistics } = questionTerms(query.text);
    if (match === undefined) return [];
    const groups = JSON.stringify(query.groups);
    const day = dayOf(query.now);
    const candidates = Math.max(CANDIDATES, query.top);
    const rows = search.all({ match, groups, day, candidates }) as unknown as CandidateRow[];
    const ranked = rankCandidates(query.text, rows.map(candidateOf), statistics);
    const newest = newestOf(groups, day);
    return placeBelowSuccessors(ranked, newest)
      .slice(0, query.top)
      .map(({ passageId, documentId, score }) => {
        const successor = newest.get(documentId);
        return { passageId, score, ...(successor === undefined ? {} : { supersededBy: successor.title }) };
      });
  };
}

function candidateOf({ passage_id, document_id, badness, title, headings, body }: CandidateRow) {
  return { passageId: passage_id, documentId: document_id, firstScore: -badness, title, headings, body };
}

type NewestVersions = ReadonlyMap<string, VersionedDocument>;

/** The newest version of every older document, among those that somebody with these groups may see on this day. */
function versionsOf(memory: DatabaseSync): (groups: string, day: string) => NewestVersions {
  const visible = memory.prepare(`
    select document_id as documentId, title, series, effective_date as effectiveDate
    from documents where ${IN_FORCE} and ${MAY_READ}`);
  return (groups, day) => {
    const documents = visible.all({ groups, day }).map((row) => ({
      documentId: String(row.documentId),
      title: String(row.title),
      series: row.series === null ? undefined : String(row.series),
      effectiveDate: row.effectiveDate === null ? undefined : String(row.effectiveDate),
    }));
    return newestVersions(documents);
  };
}

const READERS_REMEMBERED = 100;

/** Agents share a few sets of groups, and documents change rarely. */
function remembered(
  versions: (groups: string, day: string) => NewestVersions,
  intake: Pick<Intake, 'generation'>,
): (groups: string, day: string) => NewestVersions {
  const known = new Map<string, NewestVersions>();
  let generation = intake.generation();
  return (groups, day) => {
    if (generation !== intake.generation() || known.size >= READERS_REMEMBERED) known.clear();
    generation = intake.generation();
    const key = `${day} ${groups}`;
    const newest = known.get(key) ?? versions(groups, day);
    known.set(key, newest);
    return newest;
  };
}
