import { type Refusal, type Wire, wrong } from './wire.ts';

/** A message of a chat request, as it came over the wire. */
export interface ChatMessage {
  role: string;
  content?: string | null;
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

/** The body of a chat request. */
export interface ChatBody {
  model?: string;
  messages: ChatMessage[];
  tools?: { type: string; function: { name: string; strict?: boolean; parameters?: Schema } }[];
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema?: Schema } };
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  max_tokens?: number;
  max_completion_tokens?: number;
}

/** What the model behind the server says. */
export interface ChatAnswer {
  /** An object is written as JSON; a string is taken as it is, so that it may be no JSON at all. */
  output?: unknown;
  toolCalls?: readonly { name: string; input: unknown }[];
  refusal?: string;
  /** Left out: "stop", or "tool_calls" where there are any. */
  finish?: 'length' | 'content_filter';
  /** Ends the connection after this many chunks. */
  cutAfter?: number;
  /** Some compatible servers tell none. */
  hasUsage?: boolean;
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
}

// https://learn.microsoft.com/azure/ai-services/openai/reference (2024-10-21), read on 2026-11-21, and
// https://platform.openai.com/docs/api-reference/chat/create, read on 2026-11-21.
const FIELDS = new Set(
  `model messages tools tool_choice parallel_tool_calls response_format stream stream_options max_tokens
   max_completion_tokens temperature top_p n stop seed user presence_penalty frequency_penalty logit_bias logprobs
   top_logprobs`.split(/\s+/),
);
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Why a chat request is turned away, if it is. `limitField` is the only one of the two that this deployment takes. */
export function refusalOfChat(body: ChatBody, { kind, models }: Wire, limitField?: string): Refusal | undefined {
  const unknown = Object.keys(body).find((field) => !FIELDS.has(field));
  if (unknown !== undefined) return wrong('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
  if (kind === 'openai' && !models.includes(body.model ?? '')) return { status: 404, code: 'model_not_found' };
  const other = limitField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  if (limitField !== undefined && other in body) {
    // As older and newer Azure deployments say it: https://github.com/openai/openai-python/issues/1724
    return { ...wrong('unsupported_parameter', `Unrecognized request argument supplied: ${other}`), code: '' };
  }
  if (body.max_tokens !== undefined && body.max_completion_tokens !== undefined) return wrong('invalid_request_error');
  if (body.stream_options !== undefined && body.stream !== true) return wrong('invalid_request_error');
  return refusalOfMessages(body.messages) ?? refusalOfSchemas(body);
}

function refusalOfMessages(messages: unknown): Refusal | undefined {
  if (!Array.isArray(messages) || messages.length === 0) return wrong('empty_array');
  let open = new Set<string>();
  for (const message of messages as ChatMessage[]) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? '')) return wrong('invalid_tool_call_id');
      continue;
    }
    // "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
    if (open.size > 0) return wrong('unanswered_tool_calls');
    if (!['system', 'developer', 'user', 'assistant'].includes(message.role)) return wrong('invalid_role');
    const calls = message.tool_calls ?? [];
    if (typeof message.content !== 'string' && calls.length === 0) return wrong('missing_content');
    if (calls.some(({ id, type, function: used }) => id === '' || type !== 'function' || !isJson(used.arguments))) {
      return wrong('invalid_tool_call');
    }
    open = new Set(calls.map(({ id }) => id));
  }
  return open.size > 0 ? wrong('unanswered_tool_calls') : undefined;
}

/** https://platform.openai.com/docs/guides/structured-outputs (supported schemas), read on 2026-11-21. */
function refusalOfSchemas({ tools = [], response_format: format }: ChatBody): Refusal | undefined {
  for (const { type, function: tool } of tools) {
    if (type !== 'function' || !NAME.test(tool.name)) return wrong('invalid_function_name');
    if (tool.strict === true && !isStrict(tool.parameters)) return wrong('invalid_function_parameters');
  }
  if (format === undefined) return undefined;
  if (format.type !== 'json_schema') return wrong('invalid_response_format');
  const { name, strict, schema } = format.json_schema ?? {};
  if (name === undefined || !NAME.test(name)) return wrong('invalid_response_format');
  return strict === true && !isStrict(schema) ? wrong('invalid_json_schema') : undefined;
}

function isStrict(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  if (schema.type === 'array') return isStrict(schema.items);
  if (schema.type !== 'object') return schema.type !== undefined;
  const names = Object.keys(schema.properties ?? {});
  const isWhole =
    names.length === (schema.required ?? []).length && names.every((name) => schema.required?.includes(name));
  return schema.additionalProperties === false && isWhole && Object.values(schema.properties ?? {}).every(isStrict);
}

/** The chunks of a streamed answer, as both interfaces document them; Azure tells of its filters first. */
export function chunksOf(answer: ChatAnswer, body: ChatBody, { kind }: Wire): object[] {
  const text =
    answer.output === undefined
      ? ''
      : typeof answer.output === 'string'
        ? answer.output
        : JSON.stringify(answer.output);
  const common = { id: 'chatcmpl-123', object: 'chat.completion.chunk', created: 1694268190, model: body.model ?? '' };
  const chunk = (delta: object, finish: string | null = null): object => ({
    ...common,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  const calls = (answer.toolCalls ?? []).flatMap(({ name, input }, index) => {
    const given = typeof input === 'string' ? input : JSON.stringify(input);
    return [
      chunk({ tool_calls: [{ index, id: `call_${index + 1}`, type: 'function', function: { name, arguments: '' } }] }),
      ...inParts(given).map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] })),
    ];
  });
  const usage = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };
  const finish = answer.finish ?? ((answer.toolCalls ?? []).length > 0 ? 'tool_calls' : 'stop');
  return [
    ...(kind === 'azure'
      ? [{ ...common, choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] }]
      : []),
    chunk({ role: 'assistant', content: text === '' ? null : '', refusal: null }),
    ...inParts(answer.refusal ?? '').map((part) => chunk({ refusal: part })),
    ...inParts(text).map((part) => chunk({ content: part })),
    ...calls,
    chunk({}, finish),
    ...(body.stream_options?.include_usage === true && answer.hasUsage !== false
      ? [{ ...common, choices: [], usage }]
      : []),
  ];
}

const PART = 7;

function inParts(text: string): string[] {
  return text.match(new RegExp(`.{1,${PART}}`, 'gsu')) ?? [];
}

function isJson(text: unknown): boolean {
  try {
    return typeof text === 'string' && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
