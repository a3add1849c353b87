import type { TeamsPorts } from './ports.ts';
import type { Turn } from './readTurn.ts';

/** Writes down that somebody was refused something; `what` is the verb and the id it was meant for. */
export async function auditRefusal(
  refused: { turn: Turn; what: string; reason: string; correlationId: string },
  { audit, clock }: Pick<TeamsPorts, 'audit' | 'clock'>,
): Promise<void> {
  const { turn, what, reason, correlationId } = refused;
  const who = { at: clock.now(), who: turn.agent.agentId, tenantId: turn.tenantId };
  await audit.write({ ...who, action: 'refusal', what, result: 'refused', reason, correlationId });
}
