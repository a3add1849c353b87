import type { MarkedSentence } from '../domain/markedSentence.ts';
import type { AnswerLog, AnswerRecord } from '../ports/answerLog.ts';
import type { Clock } from '../ports/clock.ts';
import { type Directory, DirectoryUnavailable } from '../ports/directory.ts';
import type { MandatorySentences } from '../ports/mandatorySentences.ts';

/** What a draft takes in besides the call itself. */
export interface CallContext {
  mustSay: readonly MarkedSentence[];
  answers: readonly AnswerRecord[];
}

/** What reading it needs. */
export interface ContextPorts {
  answers: Pick<AnswerLog, 'ofCall'>;
  directory: Directory;
  mandatory: MandatorySentences;
  clock: Clock;
}

const MOST_ANSWERS = 20;

/** What this agent had to say by the documents they may read, and what they were answered in this call. */
export async function callContext(
  { agentId, callId }: { agentId: string; callId: string | undefined },
  { answers, directory, mandatory, clock }: ContextPorts,
): Promise<CallContext> {
  // While nobody knows who they are, only what everybody may read counts.
  const agent = await directory.find(agentId).catch((error: unknown) => {
    if (error instanceof DirectoryUnavailable) return undefined;
    throw error;
  });
  const groups = agent?.groups ?? [];
  return {
    mustSay: await mandatory.readableBy(groups, clock.now()),
    answers: callId === undefined ? [] : await answers.ofCall(callId, agentId, MOST_ANSWERS),
  };
}
