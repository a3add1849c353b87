import { type Action, authorize } from '../guards/authorize.ts';
import { auditRefusal } from './auditRefusal.ts';
import type { TeamsPorts } from './ports.ts';
import type { Turn } from './readTurn.ts';

/**
 * Why an admin's business is not done here: the sentence to say, undefined when it may be done. By role from the
 * directory, and in the admin's own chat alone; a refusal is written down.
 */
export async function refuseAdmin(
  { turn, action, what }: { turn: Turn; action: Action; what: string },
  ports: Pick<TeamsPorts, 'audit' | 'clock'>,
): Promise<string | undefined> {
  const refusal = authorize(turn.agent, action);
  const { admin, access } = turn.messages;
  if (refusal !== undefined) {
    const asked = { what: `${what} in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    return refusal === 'mfa' ? access.mfaNeeded : admin.adminsOnly;
  }
  return turn.kind === 'personal' ? undefined : admin.ownChatOnly;
}
