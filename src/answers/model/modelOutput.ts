import { z } from 'zod';
import type { ModelRequest } from '../../ports/languageModel.ts';

const supported = z.object({ text: z.string(), sources: z.array(z.number()) });

const output = z.object({
  found: z.boolean(),
  spoken: supported,
  steps: z.array(supported),
  claims: z.array(supported),
});

/** A sentence and the numbers of the sources it rests on, as the model gave them. */
export type SupportedText = z.infer<typeof supported>;

/** An answer as the model gave it; nothing in it is checked yet. */
export type ModelOutput = z.infer<typeof output>;

/** The model's answer, or undefined when it is of another shape, which some servers allow. */
export function readOutput(given: unknown): ModelOutput | undefined {
  const read = output.safeParse(given);
  return read.success ? read.data : undefined;
}

const supportedSchema = {
  type: 'object',
  properties: { text: { type: 'string' }, sources: { type: 'array', items: { type: 'integer' } } },
  required: ['text', 'sources'],
  additionalProperties: false,
};

/** The same shape as the model is held to. */
export const ANSWER_SCHEMA: ModelRequest['schema'] = {
  name: 'answer',
  schema: {
    type: 'object',
    properties: {
      found: { type: 'boolean', description: 'False when no source answers the question.' },
      spoken: supportedSchema,
      steps: { type: 'array', items: supportedSchema },
      claims: { type: 'array', items: supportedSchema },
    },
    required: ['found', 'spoken', 'steps', 'claims'],
    additionalProperties: false,
  },
};
