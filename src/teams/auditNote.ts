import type { NoteDraft } from '../domain/noteDraft.ts';
import type { TeamsPorts } from './ports.ts';

/** Writes down whose note somebody is about to see. Throws AuditUnavailable: then it must not be shown. */
export async function auditNote(
  { draftId, callId }: Pick<NoteDraft, 'draftId' | 'callId'>,
  reader: { agentId: string; tenantId: string | undefined },
  { audit, clock }: Pick<TeamsPorts, 'audit' | 'clock'>,
): Promise<void> {
  const { agentId: who, tenantId } = reader;
  const what = { action: 'customer.viewed', what: `note ${draftId}`, result: 'done' } as const;
  await audit.write({ at: clock.now(), who, tenantId, ...what, correlationId: callId ?? draftId });
}
