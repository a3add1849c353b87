import type { Clock } from '../ports/clock.ts';
import type { LanguageModel, ModelMessage, ModelReply, ModelRequest } from '../ports/languageModel.ts';
import type { Mask } from '../ports/mask.ts';
import type { TokenUse, TokenUses } from '../ports/tokenUses.ts';

/** What is said, through which mask, and who pays for it. */
export interface MaskedRequest {
  request: ModelRequest;
  mask: Mask;
  account: Pick<TokenUse, 'agentId' | 'conversationId' | 'callId'>;
}

interface SayPorts {
  model: LanguageModel;
  tokenUses: Pick<TokenUses, 'add'>;
  clock: Clock;
}

const CHARACTERS_PER_TOKEN = 4;

/** The one place where words go to a model and come back: masked on their way out, counted, unmasked on their way in. */
export async function sayMasked(
  { request, mask, account }: MaskedRequest,
  { model, tokenUses, clock }: SayPorts,
  signal: AbortSignal,
): Promise<ModelReply> {
  const masked = { ...request, messages: request.messages.map((message) => maskedMessage(message, mask)) };
  // What an aborted or failed request cost nobody tells; its words were read all the same.
  let tokens = { input: Math.ceil(JSON.stringify(masked).length / CHARACTERS_PER_TOKEN), output: 0 };
  try {
    const reply = await model.complete(masked, signal);
    tokens = reply.tokens;
    return { ...reply, ...unmasked(reply, mask) };
  } finally {
    await tokenUses.add({ ...account, ...tokens, at: clock.now() });
  }
}

function maskedMessage(message: ModelMessage, mask: Mask): ModelMessage {
  const masked = (text: string): string => mask.mask(text);
  switch (message.role) {
    case 'person':
    case 'tool':
      return { ...message, text: masked(message.text) };
    case 'model':
      return {
        ...message,
        toolCalls: message.toolCalls.map((call) => ({ ...call, input: inStrings(call.input, masked) })),
      };
  }
}

function unmasked({ output, toolCalls }: ModelReply, mask: Mask): Pick<ModelReply, 'output' | 'toolCalls'> {
  const unmask = (text: string): string => mask.unmask(text);
  return {
    output: inStrings(output, unmask),
    toolCalls: toolCalls.map((call) => ({ ...call, input: inStrings(call.input, unmask) })),
  };
}

/** The same value with every string in it changed. */
function inStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part: unknown) => inStrings(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inStrings(part, change)]));
}
