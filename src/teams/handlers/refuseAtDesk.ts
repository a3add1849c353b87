import { type Action, authorize } from '../../guards/authorize.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { channelOf } from '../channelReference.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** Why this is not shown to this person here: roles, and places where other people would read along. It is written down. */
export async function refuseAtDesk(
  asked: { turn: Turn; action: Action; what: string; words: { notAllowed: string; elsewhere: string } },
  ports: Pick<TeamsPorts, 'alertSubscriptions' | 'audit' | 'clock'>,
): Promise<string | undefined> {
  const { turn, action, what, words } = asked;
  const refusal = authorize(turn.agent, action);
  if (refusal !== undefined) {
    await auditRefusal({ turn, what, reason: refusal, correlationId: turn.conversationId }, ports);
    return refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.notAllowed;
  }
  if (turn.kind === 'personal') return undefined;
  const here = await ports.alertSubscriptions.find(channelOf(turn.conversationId));
  return here === undefined ? words.elsewhere : undefined;
}
