import type { DatabaseSync } from 'node:sqlite';
import { heldBy } from '../../src/adapters/fts/heldBy.ts';
import { questionTermsOf } from '../../src/adapters/fts/questionTerms.ts';
import { openReadModel } from '../../src/adapters/fts/readModel.ts';
import { sameWordsOf } from '../../src/adapters/fts/sameWords.ts';
import { intakeOf } from '../../src/adapters/fts/takeIn.ts';
import { openLexicon } from '../../src/adapters/lexicon/openLexicon.ts';
import { dayOf } from '../../src/domain/documentVersions.ts';
import type { KnowledgeDocument, ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { IsSame, RankingCandidate, TermStatistics } from '../../src/domain/ranking.ts';
import { stem, stemsOf, tellingStems, wordsOf } from '../../src/domain/words.ts';
import { ASKED_ON } from './answers.ts';

const CANDIDATES = 50;
const FIRST_STAGE = `
  select document_id as id, passage_text.title as title, headings, body
  from passage_text
  join passages on passages.passage_key = passage_text.rowid
  join documents using (document_key)
  where passage_text match ? order by bm25(passage_text, 2.0, 1.5, 1.0), passage_text.rowid limit ?`;

/** Every document of a collection is open and in force. */
const READERS = { groups: '[]', day: dayOf(ASKED_ON) };

type Step = readonly [name: string, search: (text: string, top: number) => string[]];

/**
 * The search of src/adapters/fts and src/domain/ranking, growing step by step. The second stage is written here a second
 * time, plainly, because the product has no use for switches: where the last step is not what Earpiece gives, they differ.
 */
export function searchSteps(read: readonly ReadDocument[]): Step[] {
  const memory = openReadModel();
  const intake = intakeOf(memory);
  intake.takeIn(
    read.map(({ document, passages }, position) => ({
      revision: position + 1,
      documentId: document.documentId,
      document,
      passages,
    })),
  );
  const lexicon = openLexicon();
  const isEqual: IsSame = (asked, other) => asked === other;
  const isSame: IsSame = (asked, other) => lexicon.isSame(asked, other);
  const held = heldBy(memory, () => intake.generation());
  const alone = searchOf(
    memory,
    questionTermsOf(held, () => []),
  );
  const widened = searchOf(
    memory,
    questionTermsOf(
      held,
      sameWordsOf(memory, lexicon, () => intake.generation()),
    ),
  );
  return [
    ['first stage alone', alone()],
    ['+ BM25 of the second stage', alone({ bigramShare: 0, windowShare: 0, isSame: isEqual })],
    ['+ bigrams', alone({ bigramShare: BIGRAM_SHARE, windowShare: 0, isSame: isEqual })],
    ['+ window', alone({ bigramShare: BIGRAM_SHARE, windowShare: WINDOW_SHARE, isSame: isEqual })],
    ['+ synonyms and slips', widened({ bigramShare: BIGRAM_SHARE, windowShare: WINDOW_SHARE, isSame })],
  ];
}

/** What the second stage does; without it the first stage's order stays. */
interface SecondStage {
  bigramShare: number;
  windowShare: number;
  isSame: IsSame;
}

interface Candidate extends RankingCandidate {
  id: KnowledgeDocument['documentId'];
}

function searchOf(
  memory: DatabaseSync,
  termsOf: ReturnType<typeof questionTermsOf>,
): (second?: SecondStage) => Step[1] {
  const select = memory.prepare(FIRST_STAGE);
  return (second) => (text, top) => {
    const { match, statistics } = termsOf(text, READERS);
    if (match === undefined) return [];
    const found = select.all(match, Math.max(CANDIDATES, top)).map(candidateOf);
    const ranked = second === undefined ? found : rerank({ text, found, statistics }, second);
    return ranked.slice(0, top).map(({ id }) => id);
  };
}

function candidateOf({ id, title, headings, body }: Record<string, unknown>): Candidate {
  return { id: String(id), field: stemsOf(`${String(title)} ${String(headings)}`), body: stemsOf(String(body)) };
}

// The constants of src/domain/ranking.
const BIGRAM_SHARE = 0.15;
const WINDOW_SHARE = 0.7;
const WINDOW_WORDS = 80;
const FIELD_SHARE = 1.5;
const SAME_SHARE = 0.4;
const SATURATION = 1.2;
const LENGTH_CORRECTION = 0.75;

interface Found {
  text: string;
  found: readonly Candidate[];
  statistics: TermStatistics;
}

function rerank({ text, found, statistics }: Found, { bigramShare, windowShare, isSame }: SecondStage): Candidate[] {
  const terms = tellingStems(text);
  const rarity = new Map(terms.map((term) => [term, rarityOf(statistics.holders.get(term) ?? 0, statistics.passages)]));
  const termOf = remembered((word) => (rarity.has(word) ? word : terms.find((term) => isSame(term, word))));
  const markOf = (word: string): Mark => ({ term: termOf(word), share: rarity.has(word) ? 1 : SAME_SHARE });
  const asked = wordsOf(text).map(stem);
  const pairs = new Set(asked.slice(1).map((second, position) => `${asked[position]} ${second}`));
  const averageLength = found.reduce((sum, { body }) => sum + body.length, 0) / Math.max(1, found.length);
  const scoreOf = (candidate: Candidate): number => {
    const field = candidate.field.map(markOf);
    const body = candidate.body.map(markOf);
    const length = 1 - LENGTH_CORRECTION + (LENGTH_CORRECTION * body.length) / Math.max(1, averageLength);
    const all = sumOf(count([...field.map(times(FIELD_SHARE)), ...body]), rarity, length);
    const bigrams = bigramShare === 0 ? 0 : sumOf(countPairs(body, pairs), pairRarity(rarity), length);
    const window = windowShare === 0 ? 0 : bestWindow({ field, body, rarity });
    return all + bigramShare * bigrams + windowShare * window;
  };
  return found
    .map((candidate) => ({ candidate, score: scoreOf(candidate) }))
    .sort((one, other) => other.score - one.score)
    .map(({ candidate }) => candidate);
}

function rarityOf(holders: number, passages: number): number {
  return Math.log(1 + (Math.max(passages, holders) - holders + 0.5) / (holders + 0.5));
}

/** A word of a text: the question's word it says, if any, and how much it counts for it. */
interface Mark {
  term: string | undefined;
  share: number;
}

type Rarity = Pick<ReadonlyMap<string, number>, 'get'>;

function times(factor: number): (mark: Mark) => Mark {
  return ({ term, share }) => ({ term, share: factor * share });
}

function count(marks: readonly Mark[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { term, share } of marks) if (term !== undefined) counts.set(term, (counts.get(term) ?? 0) + share);
  return counts;
}

function countPairs(body: readonly Mark[], pairs: ReadonlySet<string>): Map<string, number> {
  const beside = body.slice(1).map(({ term }, position) => `${body[position]?.term} ${term}`);
  return count(beside.filter((pair) => pairs.has(pair)).map((term) => ({ term, share: 1 })));
}

/** A pair of words counts like the rarer one. */
function pairRarity(rarity: Rarity): Rarity {
  return { get: (pair) => Math.max(...pair.split(' ').map((term) => rarity.get(term) ?? 0)) };
}

function bestWindow({ field, body, rarity }: { field: readonly Mark[]; body: readonly Mark[]; rarity: Rarity }) {
  const starts = Array.from({ length: Math.max(1, body.length - WINDOW_WORDS + 1) }, (_, start) => start);
  const windows = starts.map((start) => count([...field, ...body.slice(start, start + WINDOW_WORDS)]));
  return Math.max(...windows.map((counts) => sumOf(counts, rarity, 1)));
}

function sumOf(counts: ReadonlyMap<string, number>, rarity: Rarity, length: number): number {
  let sum = 0;
  for (const [term, held] of counts) {
    sum += ((rarity.get(term) ?? 0) * held * (SATURATION + 1)) / (held + SATURATION * length);
  }
  return sum;
}

function remembered<Result>(of: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    if (!known.has(word)) known.set(word, of(word));
    return known.get(word) as Result;
  };
}
