import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { aReadDocument } from './knowledge.ts';

const HARD = 'bdfgklmnprstvz';
const SOFT = 'aeiou';
const CONCEPTS_OF_TOPIC = 5;
/** Ways to say each thing: one per sentence of a passage, and one that no document uses. */
const WAYS = 5;

/** A company whose documents say everything in several ways that share no word. */
export interface SynonymCompany {
  documents: ReadDocument[];
  /** Words that mean the same, a line each; what only a model could know. */
  synonyms: string[];
  /** The id of a passage and a question in words that no document uses. */
  questions: { passageId: string; text: string }[];
}

/** As many passages of four sentences as there are topics, one per document. */
export function synonymCompany(topics: number): SynonymCompany {
  const made = Array.from({ length: topics }, (_, topic) => {
    const concepts = Array.from({ length: CONCEPTS_OF_TOPIC }, (_, concept) =>
      Array.from({ length: WAYS }, (_, way) => wordOf((topic * CONCEPTS_OF_TOPIC + concept) * WAYS + way)),
    );
    const sentences = Array.from({ length: WAYS }, (_, way) => concepts.map((ways) => ways[way]).join(' '));
    return { concepts, said: sentences.slice(1), asked: sentences[0] ?? '' };
  });
  return {
    documents: made.map(({ said }, topic) =>
      aReadDocument(
        { documentId: `topic-${topic}`, title: 'Guide' },
        said.map((sentence) => `${sentence}.`).join('\n'),
      ),
    ),
    synonyms: made.flatMap(({ concepts }) => concepts.map((ways) => ways.join(' '))),
    questions: made.map(({ asked }, topic) => ({ passageId: `topic-${topic}-0`, text: asked })),
  };
}

/** A word of its own for each number, with no other close to it in spelling. */
function wordOf(number: number): string {
  let rest = Math.imul(number + 1, 2654435761) >>> 0;
  let word = '';
  for (let syllable = 0; syllable < 7; syllable += 1) {
    word += (HARD[rest % HARD.length] ?? '') + (SOFT[Math.floor(rest / HARD.length) % SOFT.length] ?? '');
    rest = Math.imul(rest ^ (rest >>> 13), 0x5bd1e995) >>> 0;
  }
  return word;
}
