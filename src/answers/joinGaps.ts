import type { GapReason, GapTopic } from '../domain/gapTopic.ts';
import { stem, tellingWords } from '../domain/words.ts';
import type { KnowledgeGap } from '../ports/gapStore.ts';
import { clusterQuestions, type TopicLexicon } from './clusterQuestions.ts';
import { type GapQuestion, gapQuestions } from './gapQuestion.ts';

const EXAMPLES_SHOWN = 3;
const WORDS_SHOWN = 4;

/** Joins the gaps that ask for the same thing, most asked first. Nobody is named in a topic, neither agent nor caller. */
export function joinGaps(gaps: readonly KnowledgeGap[], lexicon: TopicLexicon): GapTopic[] {
  return clusterQuestions(gapQuestions(gaps), lexicon)
    .map(topicOf)
    .sort(
      (one, other) =>
        other.questions - one.questions ||
        other.people - one.people ||
        other.newest.getTime() - one.newest.getTime() ||
        one.words.join(' ').localeCompare(other.words.join(' '), 'en'),
    );
}

/** Expects the most asked wording first. */
function topicOf(questions: readonly GapQuestion[]): GapTopic {
  const newestFirst = questions.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const count = (why: GapReason): number => questions.filter(({ reasons }) => reasons.has(why)).length;
  return {
    words: sharedWords(questions),
    questions: questions.length,
    people: new Set(questions.flatMap(({ people }) => people)).size,
    reasons: { 'no-source': count('no-source'), flagged: count('flagged'), disliked: count('disliked') },
    newest: newestFirst[0]?.at ?? new Date(0),
    examples: [...new Set(newestFirst.map(({ text }) => text))].slice(0, EXAMPLES_SHOWN),
  };
}

/** Words of the most asked wording that most of the questions share, as they were typed. */
function sharedWords(questions: readonly GapQuestion[]): string[] {
  const words = tellingWords(questions[0]?.text ?? '');
  const shared = words.filter((word) => {
    const one = stem(word);
    return 2 * questions.filter(({ stems }) => stems.includes(one)).length > questions.length;
  });
  return (shared.length > 0 ? shared : words).slice(0, WORDS_SHOWN);
}
