// The entry of the thread that tries searches: thousands of them, with an index of its own in memory.
import { parentPort, workerData } from 'node:worker_threads';
import type { Passage } from '../../domain/passage.ts';
import type { EmbeddedPassage } from '../../ports/passageVectors.ts';
import type { TrialQuestion, TrialRequest } from '../../ports/searchTrial.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';
import { openLexicon } from '../lexicon/openLexicon.ts';
import { openReadOnly } from '../sql/openDatabase.ts';
import { embeddedPassages } from '../sql/sqlPassageVectors.ts';
import { openReadModel } from './readModel.ts';
import { searcherOf } from './searchReadModel.ts';
import type { TrialJob, TrialPlaces } from './searchTrial.ts';
import { intakeOf } from './takeIn.ts';
import { vectorMemory } from './vectorMemory.ts';

/** Documents with a date in the future count too: the trial is about ranking. */
const END_OF_TIME = new Date('9999-12-31');
/** Other passages that say the very words of the question are no wrong answers; so many are passed over. */
const REPETITIONS = 10;

const { place, request } = workerData as TrialJob;
const database = await openReadOnly(place);
const passageIds = [...new Set([...request.questions.map(({ passageId }) => passageId), ...request.among])];
const embedded = await database.read((tables) => embeddedPassages(tables, request.model, passageIds));
await database.close();
parentPort?.postMessage(tryQuestions(request, embedded));

function tryQuestions({ model, questions, weights, depth }: TrialRequest, found: EmbeddedPassage[]): TrialPlaces {
  const memory = openReadModel();
  const intake = intakeOf(memory);
  const vectors = vectorMemory();
  const asked = new Map(questions.map((question) => [question.passageId, question]));
  const passages = found.map((one) => withoutQuestion(one, asked.get(one.passage.passageId)));
  for (const ofDocument of Map.groupBy(passages, ({ passage }) => passage.documentId).values()) {
    intake.takeIn([documentOf(ofDocument.map(({ passage }) => passage))]);
    vectors.put(
      ofDocument.map(({ passage: { documentId, passageId }, vector }) => ({ documentId, passageId, vector })),
    );
  }
  const search = searcherOf(memory, intake, openLexicon(), vectors);
  const textOf = new Map(passages.map(({ passage }) => [passage.passageId, passage.text]));
  return weights.map((weight) =>
    questions.map(({ text, vector: values, passageId }) => {
      const query: SearchQuery = { text, groups: [], top: depth + REPETITIONS, now: END_OF_TIME };
      const ranked = search(weight === 0 ? query : { ...query, vector: { model, values, weight } })
        .map((one) => one.passageId)
        .filter((id) => id === passageId || textOf.get(id)?.includes(text) !== true);
      const place = ranked.slice(0, depth).indexOf(passageId);
      return place < 0 ? undefined : place + 1;
    }),
  );
}

function withoutQuestion(embedded: EmbeddedPassage, question: TrialQuestion | undefined): EmbeddedPassage {
  if (question === undefined) return embedded;
  const { text, vector } = question.rest;
  return { passage: { ...embedded.passage, text }, vector };
}

/** Everybody may read it: who asks is no part of the trial. */
function documentOf(passages: readonly Passage[]) {
  const [{ documentId, file, title, series, effectiveDate }] = passages as [Passage];
  const dated = {
    ...(series === undefined ? {} : { series }),
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
  };
  const nowhere = { path: '', fingerprint: '', origin: 'ingest' as const };
  const document = { documentId, file, title, groups: null, ...dated, ...nowhere };
  return { revision: 0, documentId, document, passages };
}
