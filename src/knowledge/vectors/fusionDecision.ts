import { z } from 'zod';
import type { Marks } from '../../ports/marks.ts';
import { type FusionVerdict, LEAST_QUESTIONS } from './decideFusion.ts';

const figures = z.object({ ndcg: z.number(), recall: z.number() });
const decision = z.object({
  model: z.string(),
  isOn: z.boolean(),
  weight: z.number(),
  questions: z.number(),
  byWords: figures,
  fused: figures,
  standardError: z.number(),
  revision: z.number(),
  decidedAt: z.iso.datetime(),
});

/** Whether vectors count in this knowledge base, with the figures that say why. */
export interface FusionDecision extends FusionVerdict {
  /** Whose vectors were tried. */
  model: string;
  /** Of the knowledge base. */
  revision: number;
  /** ISO date and time. */
  decidedAt: string;
}

const MARK = 'vectors';

/** The decision that holds now for every process, or undefined before the first. */
export async function readDecision(marks: Pick<Marks, 'get'>): Promise<FusionDecision | undefined> {
  const kept = await marks.get(MARK);
  return kept === undefined || kept === '' ? undefined : decision.safeParse(JSON.parse(kept)).data;
}

/** Makes this the decision for every process. */
export function keepDecision(made: FusionDecision, marks: Pick<Marks, 'set'>): Promise<void> {
  return marks.set(MARK, JSON.stringify(made));
}

/** Back to words alone until there is another decision. */
export function withdrawDecision(marks: Pick<Marks, 'set'>): Promise<void> {
  return marks.set(MARK, '');
}

/** The decision in a few words for an admin, such as "on, weight 0.3, nDCG .71 -> .78 on 200 questions". */
export function decisionText({ isOn, weight, questions, byWords, fused }: FusionVerdict): string {
  if (questions < LEAST_QUESTIONS) {
    return `off, because ${questions} trial questions are too few to tell whether they help (${LEAST_QUESTIONS} needed)`;
  }
  const figures = `nDCG ${twoDigits(byWords.ndcg)} -> ${twoDigits(fused.ndcg)} on ${questions} questions`;
  return isOn ? `on, weight ${weight}, ${figures}` : `off, because it did not help (${figures})`;
}

function twoDigits(value: number): string {
  return value.toFixed(2).replace(/^0/, '');
}
