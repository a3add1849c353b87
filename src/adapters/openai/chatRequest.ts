import type { OpenAI } from 'openai';
import type { ModelMessage, ModelRequest } from '../../ports/languageModel.ts';

type Body = OpenAI.ChatCompletionCreateParamsStreaming;

/** Name of the field that limits the answer: newer models take only the first, older Azure deployments only the second. */
export type LimitField = 'max_completion_tokens' | 'max_tokens';

/** Thinking counts too with models that think first; our longest answer has a quarter of this. */
const OUTPUT_TOKENS = 2000;

/** The request as chat completions take it, answered as a stream. No temperature: some models refuse any. */
export function chatRequest(request: ModelRequest, to: { model: string; limitField: LimitField }): Body {
  const { instructions, messages, tools, schema } = request;
  return {
    model: to.model,
    messages: [{ role: 'system', content: instructions }, ...messages.map(wireMessage)],
    ...(tools === undefined || tools.length === 0
      ? {}
      : {
          tools: tools.map((tool) => ({
            type: 'function' as const,
            function: { ...withoutReadonly(tool), strict: true },
          })),
        }),
    response_format: {
      type: 'json_schema',
      json_schema: { name: schema.name, schema: { ...schema.schema }, strict: true },
    },
    [to.limitField]: OUTPUT_TOKENS,
    stream: true,
    stream_options: { include_usage: true },
  };
}

function withoutReadonly({ name, description, parameters }: NonNullable<ModelRequest['tools']>[number]) {
  return { name, description, parameters: { ...parameters } };
}

function wireMessage(message: ModelMessage): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case 'person':
      return { role: 'user', content: message.text };
    case 'model':
      return {
        role: 'assistant',
        content: null,
        tool_calls: message.toolCalls.map(({ callId, tool, input }) => ({
          id: callId,
          type: 'function',
          function: { name: tool, arguments: JSON.stringify(input ?? {}) },
        })),
      };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
  }
}
