import { z } from 'zod';
import type { ModelRequest } from '../../ports/languageModel.ts';

const told = z.object({ text: z.string(), lines: z.array(z.number()) });
const feeling = z.enum(['positive', 'neutral', 'negative', 'mixed', 'unclear']);

const output = z.object({
  issues: z.array(z.object({ issue: told, resolution: told })),
  actions: z.array(
    z.object({
      who: z.enum(['agent', 'company', 'customer']),
      what: z.string(),
      due: z.string(),
      lines: z.array(z.number()),
    }),
  ),
  details: z.array(told),
  topic: z.string(),
  disposition: z.string(),
  sentiment: z.object({
    overall: feeling,
    start: feeling,
    end: feeling,
    trend: z.enum(['improving', 'worsening', 'flat', 'mixed']),
    lines: z.array(z.number()),
  }),
});

/** A note as a model gave it: nothing of it is believed yet. */
export type NoteOutput = z.infer<typeof output>;

/** A sentence and the numbers of the lines that are to prove it. */
export type ToldText = z.infer<typeof told>;

/** The model's note, or undefined when it is of another shape, which some servers allow. */
export function readNoteOutput(given: unknown): NoteOutput | undefined {
  const read = output.safeParse(given);
  return read.success ? read.data : undefined;
}

const closed = (properties: Record<string, object>): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text = { type: 'string' };
const oneOf = (...names: string[]): object => ({ type: 'string', enum: names });
const lines = { type: 'array', items: { type: 'integer' } };
const toldSchema = closed({ text, lines });
const feelings = oneOf('positive', 'neutral', 'negative', 'mixed', 'unclear');

/** The same shape as the model is held to. */
export const NOTE_SCHEMA: ModelRequest['schema'] = {
  name: 'call_note',
  schema: {
    ...closed({
      issues: { type: 'array', items: closed({ issue: toldSchema, resolution: toldSchema }) },
      actions: {
        type: 'array',
        items: closed({ who: oneOf('agent', 'company', 'customer'), what: text, due: text, lines }),
      },
      details: { type: 'array', items: toldSchema },
      topic: text,
      disposition: text,
      sentiment: closed({
        ...{ overall: feelings, start: feelings, end: feelings },
        ...{ trend: oneOf('improving', 'worsening', 'flat', 'mixed'), lines },
      }),
    }),
  },
};
