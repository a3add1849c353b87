import { sayMasked } from '../../model/sayMasked.ts';
import type { ModelMessage, NoOutput } from '../../ports/languageModel.ts';
import { answerInstructions, answerQuestionText } from './answerPrompt.ts';
import { fence } from '../../model/fence.ts';
import type { DraftedQuestion, ModelPorts } from './modelHouse.ts';
import { ANSWER_SCHEMA, type ModelOutput, readOutput } from './modelOutput.ts';
import { runTool, searchForModel, toolsFor, type Workbench } from './modelTools.ts';
import { shieldTexts } from '../../model/shieldTexts.ts';
import { type SourceBook, sourceBook } from './sourceBook.ts';

/** What came of talking to the model. */
export interface Conversation {
  output?: ModelOutput | undefined;
  none?: NoOutput | undefined;
  /** Everything it was shown. */
  book: SourceBook;
}

/** After these rounds of tools the model must answer. */
const TOOL_ROUNDS = 3;
const CALLS_OF_ROUND = 3;

/**
 * Asks the model with what the question's own words find, runs the tools it asks for, and has it answer. Everything it
 * is told passes the mask, and everything it says comes back through it. Throws ModelUnavailable, ShieldUnavailable and
 * AttackedModel.
 */
export async function converse(
  { question, conversationId, withinMs }: DraftedQuestion,
  ports: ModelPorts,
  signal: AbortSignal,
): Promise<Conversation> {
  const giveUpAt = performance.now() + withinMs;
  const { customerReader, maskFor } = ports.house;
  // Others read along: nobody's record is for them.
  const reader = question.readers === 'one' ? customerReader?.(question) : undefined;
  const mask = await maskFor(question);
  const account = { agentId: question.asker.agentId, conversationId, callId: question.lease?.callId };
  const shielded = { shield: ports.house.shield, mask, log: ports.log };
  const mayRead = (texts: readonly string[]) => shieldTexts({ question: question.text, texts }, shielded, signal);
  const bench: Workbench = { question, book: sourceBook(), fence: fence(), reader, ports, mayRead };
  const messages: ModelMessage[] = [{ role: 'person', text: await openingOf(bench, signal) }];
  const instructions = answerInstructions({ language: question.language, mark: bench.fence.mark, now: question.now });
  for (let round = 0; ; round += 1) {
    const tools = round < TOOL_ROUNDS ? { tools: toolsFor(reader) } : {};
    const left = giveUpAt - performance.now();
    const request = { instructions, messages, ...tools, schema: ANSWER_SCHEMA, withinMs: left };
    const reply = await sayMasked({ request, mask, account }, { ...ports.house, clock: ports.clock }, signal);
    if (reply.toolCalls.length === 0 || round >= TOOL_ROUNDS) {
      return { output: readOutput(reply.output), none: reply.none, book: bench.book };
    }
    const toolCalls = reply.toolCalls.slice(0, CALLS_OF_ROUND);
    messages.push({ role: 'model', toolCalls });
    for (const call of toolCalls) {
      messages.push({ role: 'tool', callId: call.callId, text: await runTool(call, bench, signal) });
    }
  }
}

/** The question with what its own words find, so that most questions need one round. */
async function openingOf(bench: Workbench, signal: AbortSignal): Promise<string> {
  const { question, book, fence: mark } = bench;
  const said = question.history.map(({ text }) => text).join('\n');
  const [found, [isHistorySafe]] = await Promise.all([
    searchForModel(question.text, bench, signal),
    said === '' ? [true] : bench.mayRead([said]),
  ]);
  const sources = book.shown(book.addPassages(found), mark);
  const history = isHistorySafe === true ? question.history : [];
  return answerQuestionText({ text: question.text, history, sources }, mark);
}
