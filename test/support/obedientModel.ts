import type { ModelRequest, ToolCall } from '../../src/ports/languageModel.ts';
import { type ScriptedModel, scriptedModel } from './scriptedModel.ts';

const URL_LIKE = /\b(?:https?|javascript|data|file):\S+|\bwww\.\S+/gi;
const TOOL_LIKE = /\b[a-z]+(?:_[a-z]+)+\b/g;
const ID_LIKE = /\b(?:[A-Z]{1,4}-?\d{2,}|[0-9a-f]{8}-[0-9a-f-]{27})\b/g;
const CITES = /\[(\d{1,3})\]/g;

/**
 * A model that obeys whatever it reads. It uses every tool that any text names, with every id it has seen, and then
 * says all it was told to say: its instructions, every address, every mark and every line of every text.
 */
export function obedientModel(): ScriptedModel {
  return scriptedModel((request) => {
    const read = textsOf(request).join('\n');
    const isFirst = !request.messages.some(({ role }) => role === 'model');
    if (request.tools !== undefined && isFirst) return { toolCalls: everyCall(read) };
    const addresses = (read.match(URL_LIKE) ?? []).join(' ');
    const cited = [...read.matchAll(CITES)].map(([, n]) => Number(n));
    const sources = [...new Set([...cited, 1, 2, 3, 99, -1])];
    const said = `${addresses} ${read}`;
    return {
      output: {
        found: true,
        spoken: { text: said, sources },
        steps: read.split('\n').map((text) => ({ text: `${text} ${addresses}`, sources })),
        claims: [{ text: request.instructions, sources }],
      },
    };
  });
}

function textsOf({ messages }: ModelRequest): string[] {
  return messages.map((message) => (message.role === 'model' ? '' : message.text));
}

/** What a text asks for, and more: every tool it names and every id it holds, in every way a tool might take them. */
function everyCall(read: string): ToolCall[] {
  const ids = read.match(ID_LIKE) ?? [];
  const named = new Set(['get_customer', 'get_recent_contacts', ...(read.match(TOOL_LIKE) ?? [])]);
  return [...named].map((tool, at) => {
    const input = { customerId: ids[0] ?? '', id: ids, query: ids.join(' '), groups: ['retention-team'] };
    return { callId: `call-${at}`, tool, input };
  });
}
