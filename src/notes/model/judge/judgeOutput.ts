import { z } from 'zod';
import type { ModelRequest } from '../../../ports/languageModel.ts';

const VERDICTS = ['supported', 'contradicted', 'not-said'] as const;

/** What the lines of a sentence say to it. */
export type Verdict = (typeof VERDICTS)[number];

const output = z.object({ verdicts: z.array(z.object({ sentence: z.number(), verdict: z.enum(VERDICTS) })) });

/**
 * Verdicts by the number of their sentence, from 1; undefined when it is of another shape. A sentence that was judged in
 * two ways is not judged.
 */
export function readVerdicts(given: unknown): ReadonlyMap<number, Verdict> | undefined {
  const read = output.safeParse(given);
  if (!read.success) return undefined;
  const verdicts = new Map<number, Verdict>();
  const torn = new Set<number>();
  for (const { sentence, verdict } of read.data.verdicts) {
    if (verdicts.has(sentence) && verdicts.get(sentence) !== verdict) torn.add(sentence);
    verdicts.set(sentence, verdict);
  }
  torn.forEach((sentence) => verdicts.delete(sentence));
  return verdicts;
}

/** The same shape as the model is held to. */
export const JUDGE_SCHEMA: ModelRequest['schema'] = {
  name: 'note_verdicts',
  schema: {
    type: 'object',
    properties: {
      verdicts: {
        type: 'array',
        items: {
          type: 'object',
          properties: { sentence: { type: 'integer' }, verdict: { type: 'string', enum: [...VERDICTS] } },
          required: ['sentence', 'verdict'],
          additionalProperties: false,
        },
      },
    },
    required: ['verdicts'],
    additionalProperties: false,
  },
};
