import { tokensOf } from '../../../src/detection/tokens.ts';
import type { LabelledCall } from './callSets.ts';
import { fitModel } from './fitModel.ts';
import type { Candidate } from './leaveOneOut.ts';
import { weighCalls } from './trainingCalls.ts';

const KEYWORDS =
  `gift card|bitcoin|wire transfer|social security|warrant|arrest|irs|refund|virus|microsoft|anydesk|teamviewer|remote access|
verify your|account number|password|pin|one time|passcode|urgent|immediately|act now|suspended|press one|press 1|warranty|
winner|prize|lottery|congratulations|safe account|do not tell|don't tell|stay on the line|fraud department|bank account|
credit card|cvv|confidential|lawsuit|legal action|interest rate|free|medicare|western union|money order|bail`
    .split('|')
    .map((one) => one.trim());

/** How many different words of a list fraud trainers hand out were heard so far. */
export const keywordList = {
  train: () => null,
  judge: (_: null, { call }: Candidate): number[] => {
    let heard = '';
    return call.turns.map(({ text }) => {
      heard += ` ${text.toLowerCase()}`;
      return KEYWORDS.filter((word) => heard.includes(word)).length;
    });
  },
};

const BUCKETS = 16_384;
const PENALTY = 2e-6;

/** What a text classifier knows: how rare words are, and a weight for each. */
interface TextModel {
  rarity: Float64Array;
  weights: Float64Array;
}

/** TF-IDF of words and pairs over the whole call, with logistic regression: the floor to beat. */
export const textClassifier = {
  train(calls: readonly LabelledCall[]): TextModel {
    const documents = weighCalls(calls).map(({ call, weight }) => ({ call, weight, counts: countsOf(call) }));
    const inDocuments = new Float64Array(BUCKETS);
    for (const { counts } of documents)
      for (const bucket of counts.keys()) inDocuments[bucket] = (inDocuments[bucket] ?? 0) + 1;
    const rarity = inDocuments.map((count) => Math.log((1 + documents.length) / (1 + count)) + 1);
    const examples = documents.map(({ call, weight, counts }) => {
      const raw = [...counts].map(([bucket, count]) => (1 + Math.log(count)) * (rarity[bucket] ?? 0));
      const length = Math.hypot(...raw) || 1;
      const label: 0 | 1 = call.isScam ? 1 : 0;
      return { places: [...counts.keys()], values: raw.map((value) => value / length), label, weight };
    });
    const penalties = Array.from({ length: BUCKETS + 1 }, (_, place) => (place < BUCKETS ? PENALTY : 0));
    return { rarity, weights: fitModel(examples, { penalties, signs: penalties.map(() => 0), steps: 80 }) };
  },
  judge({ rarity, weights }: TextModel, { call }: Candidate): number[] {
    const counts = new Map<number, number>();
    let [product, square] = [0, 0];
    return call.turns.map(({ text }) => {
      for (const bucket of bucketsOf(text)) {
        const count = counts.get(bucket) ?? 0;
        const worth = (times: number) => (times === 0 ? 0 : (1 + Math.log(times)) * (rarity[bucket] ?? 0));
        product += (worth(count + 1) - worth(count)) * (weights[bucket] ?? 0);
        square += worth(count + 1) ** 2 - worth(count) ** 2;
        counts.set(bucket, count + 1);
      }
      return (weights[BUCKETS] ?? 0) + product / Math.sqrt(square || 1);
    });
  },
};

function countsOf({ turns }: LabelledCall): Map<number, number> {
  const counts = new Map<number, number>();
  for (const bucket of turns.flatMap(({ text }) => bucketsOf(text))) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  return counts;
}

function bucketsOf(text: string): number[] {
  const words = tokensOf(text);
  return words.flatMap((word, at) => [bucketOf(word), bucketOf(`${word} ${words[at + 1] ?? ''}`)]);
}

function bucketOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return (hash >>> 0) % BUCKETS;
}
