import type { Feeling, NoteSentiment, SentimentPoint } from '../../domain/callNote.ts';
import type { Utterance } from '../../domain/transcript.ts';
import { feelingOf } from './feelingOf.ts';

/** From this score on a stretch of the call is glad or upset; between them it is neutral. */
const GLAD = 0.16;
/** Who closes with thanks and no complaint is content. */
const GLAD_AT_THE_END = 0.08;
const UPSET = -0.1;

/** Fewer words of the customer than this do not tell how they feel. */
const TELLING_WORDS = 12;

/** Most lines shown as the ones that turned it. */
const MOST_POINTS = 6;

const GREETING = /^(?:hi|hello|hiya|hey|good (?:morning|afternoon|evening))\b[^.?!]{0,40}[.?!]?$|\bhow are you\b/i;

/** How the customer felt over the call, from their words alone. */
export function judgeSentiment(utterances: readonly Utterance[]): NoteSentiment {
  const lines = utterances
    .map(({ speaker, text }, utterance) => ({ speaker, text, utterance, score: feelingOf(text) }))
    .filter(({ speaker }) => speaker === 'customer');
  const words = lines.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  if (words < TELLING_WORDS) return { overall: 'unclear', start: 'unclear', end: 'unclear', trend: 'flat', points: [] };
  const telling = lines.filter(({ text }) => !GREETING.test(text));
  const scores = telling.map(({ score }) => score);
  // What opens a call is the reason for it; what closes it weighs more the later it comes.
  const opening = telling.filter(({ text }) => text.split(' ').length >= 4).map(({ score }) => score);
  const start = labelOf(strongest(opening.slice(0, Math.max(3, Math.round(opening.length * 0.2)))));
  const end = labelOf(
    closing(scores.slice(-Math.min(5, Math.max(4, Math.round(scores.length * 0.2))))),
    GLAD_AT_THE_END,
  );
  const trend = trendOf(start, end, scores);
  const overall = overallOf({ start, end, scores });
  return { overall, start, end, trend, points: pointsOf(telling) };
}

function labelOf(score: number, glad = GLAD): Feeling {
  if (score >= glad) return 'positive';
  return score <= UPSET ? 'negative' : 'neutral';
}

function mean(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Gladness at the start is mostly politeness. */
function strongest(scores: readonly number[]): number {
  return mean(scores.map((score) => (score > 0 ? score * 0.35 : score)));
}

function closing(scores: readonly number[]): number {
  const weights = scores.map((_, index) => 1 + index);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return scores.reduce((sum, score, index) => sum + (score * (weights[index] ?? 0)) / total, 0);
}

const RANK: Readonly<Record<Feeling, number>> = { negative: -1, neutral: 0, mixed: 0, unclear: 0, positive: 1 };

function trendOf(start: Feeling, end: Feeling, scores: readonly number[]): NoteSentiment['trend'] {
  const change = RANK[end] - RANK[start];
  if (change > 0) return 'improving';
  if (change < 0) return 'worsening';
  const third = Math.ceil(scores.length / 3);
  const middle = mean(scores.slice(third, -third));
  return Math.abs(middle - RANK[start] * 0.4) > 0.5 ? 'mixed' : 'flat';
}

/** By the sum of the whole call; mixed only when it was clearly upset and clearly glad. */
function overallOf({ start, end, scores }: { start: Feeling; end: Feeling; scores: readonly number[] }): Feeling {
  const upset = scores.filter((score) => score <= -0.4).length;
  const glad = scores.filter((score) => score >= 0.4).length;
  if (end === 'negative') return glad > upset ? 'mixed' : 'negative';
  if (start === 'negative' && end === 'positive') return upset >= 2 && upset >= glad ? 'mixed' : 'positive';
  if (start === 'negative') return upset > glad ? 'negative' : 'neutral';
  if (upset > 1 && upset > glad) return 'mixed';
  return end === 'positive' ? 'positive' : 'neutral';
}

function pointsOf(lines: readonly { text: string; utterance: number; score: number }[]): SentimentPoint[] {
  return lines
    .filter(({ score }) => Math.abs(score) >= 0.35)
    .sort((one, other) => Math.abs(other.score) - Math.abs(one.score) || one.utterance - other.utterance)
    .slice(0, MOST_POINTS)
    .sort((one, other) => one.utterance - other.utterance)
    .map(({ text, utterance, score }) => ({
      utterance,
      score: Math.round(score * 100) / 100,
      quote: text.length > 160 ? `${text.slice(0, 159).trimEnd()}…` : text,
    }));
}
