import type { OpenAI } from 'openai';
import {
  ModelUnavailable,
  type ModelReply,
  type NoOutput,
  type Tokens,
  type ToolCall,
} from '../../ports/languageModel.ts';

/** What a compatible server may leave out of a chunk although the SDK's types promise it. */
type Chunk = Partial<Pick<OpenAI.ChatCompletionChunk, 'choices' | 'usage'>>;

/** More than any answer may have; a server that never stops must not fill the memory. */
const CHARACTERS_READ = 64_000;

interface Read {
  text: string;
  refusal: string;
  calls: { id: string; name: string; input: string }[];
  finish: string | undefined;
  tokens: Tokens | undefined;
}

/** Puts the chunks of one answer together. `asked` counts characters sent, for servers that do not tell the tokens. */
export async function readStream(chunks: AsyncIterable<Chunk>, asked: number): Promise<ModelReply> {
  const read: Read = { text: '', refusal: '', calls: [], finish: undefined, tokens: undefined };
  for await (const chunk of chunks) {
    take(chunk, read);
    if (sizeOf(read) > CHARACTERS_READ) break;
  }
  // A stream that ends without saying why was cut on its way.
  if (read.finish === undefined && sizeOf(read) <= CHARACTERS_READ) {
    throw new ModelUnavailable('The model stopped in the middle of its answer: check the network, or wait.');
  }
  const tokens = read.tokens ?? estimatedTokens(asked, sizeOf(read));
  const none = noOutput(read);
  if (none !== undefined) return { toolCalls: [], none, tokens };
  if (read.calls.length > 0) {
    const toolCalls = read.calls.map(toolCallOf);
    return toolCalls.includes(undefined)
      ? { toolCalls: [], none: 'malformed', tokens }
      : { toolCalls: toolCalls.filter((call) => call !== undefined), tokens };
  }
  const output = parsed(read.text);
  return output === undefined ? { toolCalls: [], none: 'malformed', tokens } : { output, toolCalls: [], tokens };
}

/** Four characters are about one token of English. */
export function estimatedTokens(askedCharacters: number, saidCharacters: number): Tokens {
  return { input: Math.ceil(askedCharacters / 4), output: Math.ceil(saidCharacters / 4) };
}

function take({ choices, usage }: Chunk, read: Read): void {
  if (usage) read.tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
  // Azure's first chunk tells of filters and has no choice; the last one tells the usage and has none either.
  const choice = choices?.[0];
  if (choice === undefined) return;
  if (choice.finish_reason) read.finish = choice.finish_reason;
  const { content, refusal, tool_calls } = (choice.delta ?? {}) as Partial<OpenAI.ChatCompletionChunk.Choice.Delta>;
  read.text += content ?? '';
  read.refusal += refusal ?? '';
  for (const part of tool_calls ?? []) {
    const call = (read.calls[part.index ?? 0] ??= { id: '', name: '', input: '' });
    call.id ||= part.id ?? '';
    call.name ||= part.function?.name ?? '';
    call.input += part.function?.arguments ?? '';
  }
}

function noOutput({ finish, refusal, calls }: Read): NoOutput | undefined {
  if (finish === 'content_filter') return 'filtered';
  if (refusal !== '') return 'refused';
  if (finish === 'length' || finish === undefined) return 'cut';
  // Some servers number tool calls with gaps.
  return Object.keys(calls).length === calls.length ? undefined : 'malformed';
}

function toolCallOf({ id, name, input }: Read['calls'][number]): ToolCall | undefined {
  const given = input === '' ? {} : parsed(input);
  return given === undefined || name === '' ? undefined : { callId: id, tool: name, input: given };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function sizeOf({ text, refusal, calls }: Read): number {
  return text.length + refusal.length + calls.reduce((sum, call) => sum + call.input.length, 0);
}
