import { stillReadable } from '../answers/stillReadable.ts';
import { currentLease } from '../calls/currentLease.ts';
import type { Answer } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import type { TeamsPorts } from './ports.ts';

/**
 * What may be shown of an answer that took its time: between question and answer a call may have gone to somebody else, a
 * right may have ended, a document may have been withdrawn. What rests on a call that is over falls back to the draft.
 */
export async function recheckAnswer(
  { question, draft, better }: { question: Question; draft: Answer; better: Answer },
  ports: TeamsPorts,
): Promise<Answer> {
  const { asker, lease, readers, language } = question;
  const now = await identifyAgent(asker.agentId, ports);
  const isInCall = lease === undefined || isSameCall(await currentLease(now, ports), lease);
  const readerGroups = readers === 'one' ? asker.groups.filter((group) => now.groups.includes(group)) : [];
  return stillReadable({ answer: isInCall ? better : draft, readerGroups, language, isInCall }, ports);
}

type Asked = NonNullable<Question['lease']>;

function isSameCall(now: Asked | undefined, asked: Asked): boolean {
  return (
    now?.callId === asked.callId &&
    asked.customer.kind === 'known' &&
    now.customer.kind === 'known' &&
    now.customer.customerId === asked.customer.customerId
  );
}
