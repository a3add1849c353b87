import { randomUUID } from 'node:crypto';
import type { Answer, KeptReason, Notice } from '../../domain/answer.ts';
import { ModelUnavailable } from '../../ports/languageModel.ts';
import { ShieldUnavailable } from '../../ports/promptShield.ts';
import { checkOutput } from './checkOutput.ts';
import { converse } from './converse.ts';
import type { DraftedQuestion, ModelPorts } from './modelHouse.ts';
import { AttackedModel } from '../../model/shieldTexts.ts';
import { budgetState } from '../../model/tokenBudget.ts';

/** With less time than this left it was time that failed. */
const TOO_LATE_MS = 700;
/** What an answer costs as a rule: the prompt with its sources, twice. */
const TOKENS_OF_ANSWER = 6000;

/** False when a model has nothing to add, or no say: small talk, refusals, a search that is away, offers. */
export function isWorthAModel({ outcome, citations, isSettled }: Answer): boolean {
  if (isSettled === true) return false;
  return outcome === 'no-source' || (outcome === 'answered' && citations.length > 0);
}

/**
 * The model's answer, checked; or the draft with a notice why it stays. Never throws for a model that is away, late,
 * busy, over its budget or wrong.
 */
export async function answerWithModel(
  drafted: DraftedQuestion,
  ports: ModelPorts,
  signal: AbortSignal,
): Promise<Answer> {
  const { question, draft, conversationId } = drafted;
  const { tokenUses, limits } = ports.house;
  const now = ports.clock.now();
  const account = { agentId: question.asker.agentId, conversationId, callId: question.lease?.callId, at: now };
  // Set aside first: of many questions at the same moment none sees room that the others use.
  const aside = { ...account, input: TOKENS_OF_ANSWER, output: 0 };
  const spent = await tokenUses.reserve(aside, (before) => !budgetState(before, limits).isOut);
  const budget = budgetState(spent, limits);
  if (budget.isOut) return kept(draft, 'budget');
  try {
    const answer = await inTurn(drafted, ports, signal);
    return budget.isNear ? withNotices(answer, { kind: 'budget-near' }) : answer;
  } finally {
    await tokenUses.add({ ...aside, input: -TOKENS_OF_ANSWER });
  }
}

/** One question of a conversation at a time: what a second one would cost is not spent. */
async function inTurn(drafted: DraftedQuestion, ports: ModelPorts, signal: AbortSignal): Promise<Answer> {
  const { draft, conversationId, withinMs } = drafted;
  const { modelTurns } = ports.house;
  const now = ports.clock.now();
  const turn = { conversationId, turnId: randomUUID() };
  if (!(await modelTurns.begin({ ...turn, now, until: new Date(now.getTime() + withinMs) })))
    return kept(draft, 'busy');
  try {
    return await ask(drafted, ports, signal);
  } finally {
    await modelTurns.end(turn);
  }
}

async function ask(drafted: DraftedQuestion, ports: ModelPorts, signal: AbortSignal): Promise<Answer> {
  const { question, draft, withinMs } = drafted;
  const lateAt = performance.now() + withinMs - TOO_LATE_MS;
  const conversation = await converse(drafted, ports, signal).catch((error: unknown) => {
    if (signal.aborted) return 'late' as const;
    if (error instanceof AttackedModel) {
      ports.log.warn({ agentId: question.asker.agentId }, 'question kept from the model: it attacks it');
      return 'filtered' as const;
    }
    if (error instanceof ShieldUnavailable) {
      ports.log.warn({ reason: error.message }, 'nobody could look at what the model would read');
      return 'down' as const;
    }
    if (!(error instanceof ModelUnavailable)) throw error;
    ports.log.warn({ reason: error.message, status: error.status }, 'model unavailable');
    return performance.now() > lateAt ? ('late' as const) : ('down' as const);
  });
  if (typeof conversation === 'string') return kept(draft, conversation);
  const { output, none, book } = conversation;
  if (none !== undefined || output === undefined) {
    ports.log.warn({ none: none ?? 'malformed' }, 'model gave no answer');
    return kept(draft, none === 'filtered' || none === 'refused' ? 'filtered' : 'down');
  }
  const answer = checkOutput({ output, book, draft, language: question.language });
  if (answer !== undefined) return answer;
  // Both found nothing: that is one answer, not two opinions.
  return draft.outcome === 'no-source' ? draft : kept(draft, 'unfounded');
}

function kept(draft: Answer, why: KeptReason): Answer {
  return withNotices(draft, { kind: 'kept', why });
}

function withNotices(answer: Answer, ...more: Notice[]): Answer {
  return { ...answer, notices: [...answer.notices, ...more] };
}
