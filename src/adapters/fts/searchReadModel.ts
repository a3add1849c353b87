import type { DatabaseSync } from 'node:sqlite';
import { dayOf, newestVersions, placeBelowSuccessors, type VersionedDocument } from '../../domain/documentVersions.ts';
import { rankCandidates, type RankingCandidate } from '../../domain/ranking.ts';
import { stemsOf } from '../../domain/words.ts';
import type { Lexicon } from '../../ports/lexicon.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import { type CandidateRow, nearPassagesOf } from './nearPassages.ts';
import { heldBy } from './heldBy.ts';
import { questionTermsOf } from './questionTerms.ts';
import { sameWordsOf } from './sameWords.ts';
import type { Intake } from './takeIn.ts';
import { type VectorMemory, vectorMemory } from './vectorMemory.ts';
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
  select passage_text.rowid as passage_key, passages.passage_id, documents.document_id
  from passage_text
  join passages on passages.passage_key = passage_text.rowid
  join documents on documents.document_key = passages.document_key
  where passage_text match :match and ${IN_FORCE} and ${MAY_READ}
  order by ${FIRST_STAGE}, passage_text.rowid
  limit :candidates`;

/** Searches this index; `intake` tells when it changed. `vectors` count for queries that carry one. */
export function searcherOf(
  memory: DatabaseSync,
  intake: Pick<Intake, 'generation'>,
  lexicon: Lexicon,
  vectors: VectorMemory = vectorMemory(),
): (query: SearchQuery) => FoundPassage[] {
  const questionTerms = questionTermsOf(
    heldBy(memory, intake.generation),
    sameWordsOf(memory, lexicon, intake.generation),
  );
  const search = memory.prepare(SEARCH);
  const wordsOf = remember(passageWordsOf(memory), intake);
  const newestOf = remembered(versionsOf(memory), intake);
  const nearPassages = nearPassagesOf(memory, vectors);
  return (query) => {
    const groups = JSON.stringify(query.groups);
    const day = dayOf(query.now);
    const { match, statistics } = questionTerms(query.text, { groups, day });
    if (match === undefined && query.vector === undefined) return [];
    const candidates = Math.max(CANDIDATES, query.top);
    const near = nearPassages(query.vector, { groups, day });
    const found = match === undefined ? [] : search.all({ match, groups, day, candidates });
    const rows = near.join(found as unknown as CandidateRow[]);
    const ranked = rankCandidates(
      query.text,
      rows.map(({ passage_key, passage_id, document_id }) => ({
        passageId: passage_id,
        documentId: document_id,
        ...wordsOf(passage_key),
      })),
      statistics,
      (asked, other) => lexicon.isSame(asked, other),
    );
    const newest = newestOf(groups, day);
    return placeBelowSuccessors(near.fuse(ranked), newest)
      .slice(0, query.top)
      .map(({ passageId, documentId, score }) => {
        const successor = newest.get(documentId);
        return { passageId, score, ...(successor === undefined ? {} : { supersededBy: successor.title }) };
      });
  };
}

/** The stems of a passage. */
function passageWordsOf(memory: DatabaseSync): (passageKey: number) => RankingCandidate {
  const select = memory.prepare('select title, headings, body from passage_text where rowid = ?');
  return (passageKey) => {
    const { title, headings, body } = select.get(passageKey) as { title: string; headings: string; body: string };
    return { field: stemsOf(`${title} ${headings}`), body: stemsOf(body) };
  };
}

const PASSAGES_REMEMBERED = 10_000;

/** The same passages are candidates again and again; their words are remembered, about 2 KB each. */
function remember(
  read: (passageKey: number) => RankingCandidate,
  intake: Pick<Intake, 'generation'>,
): (passageKey: number) => RankingCandidate {
  const known = new Map<number, RankingCandidate>();
  let generation = intake.generation();
  return (passageKey) => {
    // Keys of what was removed are given again.
    if (generation !== intake.generation() || known.size >= PASSAGES_REMEMBERED) known.clear();
    generation = intake.generation();
    const words = known.get(passageKey) ?? read(passageKey);
    known.set(passageKey, words);
    return words;
  };
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
