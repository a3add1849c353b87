import type { LanguageModel, ModelReply, ModelRequest } from '../../src/ports/languageModel.ts';

/** What a model says to one request; left out parts are "nothing found". */
export type Said = Partial<ModelReply>;

/** A model in this process, with everything it was asked. */
export interface ScriptedModel extends LanguageModel {
  asked: ModelRequest[];
}

/** A model that says what `script` returns, or throws what it throws. */
export function scriptedModel(
  script: (request: ModelRequest, signal: AbortSignal) => Said | Promise<Said>,
): ScriptedModel {
  const asked: ModelRequest[] = [];
  return {
    names: ['scripted'],
    asked,
    async complete(request, signal) {
      signal.throwIfAborted();
      // What is pushed to the messages later was not asked now.
      asked.push({ ...request, messages: [...request.messages] });
      return { toolCalls: [], tokens: { input: 100, output: 20 }, ...(await script(request, signal)) };
    },
  };
}

/** An output in the form answers have: each text with the source numbers behind it. */
export function anOutput(spoken: string, sources: number[], over: object = {}): Said {
  return { output: { found: true, spoken: { text: spoken, sources }, steps: [], claims: [], ...over } };
}

/** The words of the model's latest message. */
export function latestText({ messages }: ModelRequest): string {
  const last = messages.at(-1);
  return last === undefined || last.role === 'model' ? '' : last.text;
}

/** Number of the source with this title among those the model was shown. */
export function sourceTitled(title: string, { messages }: ModelRequest): number {
  const shown = messages.map((message) => (message.role === 'model' ? '' : message.text)).join('\n');
  return Number(new RegExp(`source (\\d+): ${title}`).exec(shown)?.[1] ?? 0);
}
