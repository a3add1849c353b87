import type { LanguageModel } from '../../ports/languageModel.ts';
import type { Check } from '../../domain/check.ts';

const ANSWER_MS = 8000;
const check = 'language model';

/** Whether a model is configured and answers in the form it is asked for; costs a few tokens. */
export async function languageModel(model: LanguageModel | undefined): Promise<Check> {
  if (model === undefined) {
    const fix = 'set AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL to have answers written';
    return { check, state: 'off', detail: 'none is configured, answers come straight from the sources', fix };
  }
  const names = model.names.join(', ');
  const request = {
    instructions: 'Answer true.',
    messages: [{ role: 'person' as const, text: 'Do you answer?' }],
    schema: {
      name: 'alive',
      schema: {
        type: 'object',
        properties: { answers: { type: 'boolean' } },
        required: ['answers'],
        additionalProperties: false,
      },
    },
    withinMs: ANSWER_MS,
  };
  try {
    const { none, tokens } = await model.complete(request, AbortSignal.timeout(ANSWER_MS));
    const cost = `${tokens.input + tokens.output} tokens for this check`;
    return none === undefined
      ? { check, state: 'ok', detail: `${names}; ${cost}` }
      : {
          check,
          state: 'warn',
          detail: `${names}: the answer was ${none}`,
          fix: 'check that it knows structured outputs',
        };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { check, state: 'warn', detail: `${names}: ${reason}`, fix: 'until then answers come from the sources' };
  }
}
