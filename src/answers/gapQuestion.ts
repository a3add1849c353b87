import type { GapReason } from '../domain/gapTopic.ts';
import { maskPersonalData } from '../domain/maskPersonalData.ts';
import { stemsOf, tellingStems } from '../domain/words.ts';
import type { KnowledgeGap } from '../ports/gapStore.ts';

/** One question with everything that was said against its answer. */
export interface GapQuestion {
  /** On one line, at most 300 characters, without what could tell who the caller is. */
  text: string;
  /** Of the words that tell what it is about, each once. */
  stems: readonly string[];
  /** Who asked and who else flagged it. */
  people: readonly string[];
  reasons: ReadonlySet<GapReason>;
  /** When somebody last missed the answer. */
  at: Date;
}

const QUESTION_CHARACTERS = 300;
const STEMS_READ = 24;

/** The questions behind these gaps; a question may be a gap for several reasons. */
export function gapQuestions(gaps: readonly KnowledgeGap[]): GapQuestion[] {
  return [...Map.groupBy(gaps, ({ answerId }) => answerId).values()].map((ofOne) => {
    const text = shortQuestion(ofOne[0]?.question ?? '');
    const telling = tellingStems(text);
    return {
      text,
      stems: (telling.length > 0 ? telling : [...new Set(stemsOf(text))]).slice(0, STEMS_READ),
      people: ofOne.map(({ agentId }) => agentId),
      reasons: new Set(ofOne.map(({ why }) => why)),
      at: new Date(Math.max(...ofOne.map(({ at }) => at.getTime()))),
    };
  });
}

/** Marks that steer a terminal or turn the words behind them around. */
const STEERING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu;

function shortQuestion(question: string): string {
  const plain = question.replace(STEERING, ' ').replace(/\s+/g, ' ').trim();
  // Masked before it is cut, or the first half of a number would be left standing.
  const masked = maskPersonalData(plain);
  if (masked.length <= QUESTION_CHARACTERS) return masked;
  // Never half of an emoji.
  return `${masked
    .slice(0, QUESTION_CHARACTERS)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}
